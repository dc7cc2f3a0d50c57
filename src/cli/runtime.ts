/**
 * What must hold before anything else is loaded: old Node cuts texts at a NUL and old SQLite loses rows, so that running
 * on would lose data. Plain checks of plain strings; this file must load on any Node that knows modules.
 */
const SUPPORTED_NODE = 'Node 22.22.3 or later of 22, 24.16 or later of 24, or 26.1 or later';
const MIN_SQLITE = [3, 51, 3] as const;

/** One line that says what is needed, or undefined when all is well. */
export function unsupportedRuntime(versions: {
  node: string;
  sqlite?: string | undefined;
}): string | undefined {
  if (!isSupportedNode(versions.node)) {
    return `recovery needs ${SUPPORTED_NODE}; this is Node ${versions.node}.`;
  }
  if (versions.sqlite !== undefined && compare(numbers(versions.sqlite), MIN_SQLITE) < 0) {
    return `recovery needs SQLite ${MIN_SQLITE.join('.')} or later in Node; this one has ${versions.sqlite}, which can lose rows.`;
  }
  return undefined;
}

function isSupportedNode(version: string): boolean {
  const found = numbers(version);
  const [major = 0] = found;
  if (major === 22) return compare(found, [22, 22, 3]) >= 0;
  if (major === 24) return compare(found, [24, 16, 0]) >= 0;
  return compare(found, [26, 1, 0]) >= 0;
}

function numbers(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
