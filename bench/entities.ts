/** What a text can get wrong and a reader would act on: paths, URLs, hashes, ids, names in code, numbers of weight. */
const ENTITY =
  /https?:\/\/[^\s"'<>)\]]+|(?:[\w@.~+-]+\/)+[\w@.+-]+|\b[\w-]+\.[a-z][a-z0-9]{0,5}\b|\b[0-9a-f]{7,40}\b|\b[A-Z][A-Z0-9]+-\d+\b|#\d+|\b[a-z]+[A-Z]\w*\b|\b\w+_\w+\b|\b\d{3,}\b/g;

export interface Support {
  checked: number;
  /** Entities that the transcript does not have. */
  unsupported: string[];
}

/** Looks every entity of the texts up in a transcript, as it was written there or unescaped. */
export function supportOf(texts: readonly string[], transcript: Buffer): Support {
  const raw = transcript.toString('utf8');
  const decoded = raw
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\+n/g, '\n')
    .replace(/\\+t/g, '\t')
    .replace(/\\+(["\\/])/g, '$1');
  const entities = texts.flatMap((text) =>
    [...text.matchAll(ENTITY)].map(([entity]) => entity.replace(/[.,;:!?)]+$/, '')),
  );
  return {
    checked: entities.length,
    unsupported: entities.filter((entity) => !raw.includes(entity) && !decoded.includes(entity)),
  };
}
