/** What a manifest says, text by text, as its schema describes it: read by code of the benchmark's own. */

export interface SaidText {
  /** Keys that lead to it, joined by a dot; list positions and folders left out. */
  section: string;
  text: string;
}

export function manifestTexts(manifest: unknown): SaidText[] {
  const found: SaidText[] = [];
  const walk = (value: unknown, keys: readonly string[]): void => {
    const section = keys.join('.');
    const key = keys.at(-1);
    if (typeof value === 'string' && (key === 'refs' || key === 'names'))
      found.push(...value.split(' ').map((text) => ({ section, text })));
    else if (typeof value === 'string' || typeof value === 'number')
      found.push({ section, text: String(value) });
    else if (Array.isArray(value)) for (const item of value) walk(item, keys);
    else if (key === 'files') found.push(...pathsIn(value, '').map((text) => ({ section, text })));
    else if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value)) walk(item, [...keys, name]);
  };
  walk(manifest, []);
  return found;
}

/** Names of a folder are separated by spaces or listed; `.` holds those of a folder that has others in it. */
function pathsIn(folder: unknown, above: string): string[] {
  if (typeof folder !== 'object' || folder === null) return [];
  return Object.entries(folder).flatMap(([name, inside]: [string, unknown]) => {
    const path = name === '.' ? above : `${above}${name}/`;
    if (typeof inside === 'string') return inside.split(' ').map((file) => path + file);
    return Array.isArray(inside) ? inside.map((file) => path + String(file)) : pathsIn(inside, path);
  });
}
