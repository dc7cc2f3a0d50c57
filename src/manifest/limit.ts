/** The file of a manifest, its line end included, is always shorter than this: so its JSON has at most 2,046 bytes. By itself, because the schema's library is slow to load. */
export const MANIFEST_LIMIT_BYTES = 2048;

/** The longest JSON of a manifest. */
export const MAX_MANIFEST_BYTES = MANIFEST_LIMIT_BYTES - 2;
