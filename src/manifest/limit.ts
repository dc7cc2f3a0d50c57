/** A manifest's canonical JSON, as UTF-8, is always shorter than this. By itself, because the schema's library is slow to load. */
export const MANIFEST_LIMIT_BYTES = 2048;
