/** Ids that agents and their APIs give to calls, messages, requests and sessions. */
const AGENT_ID =
  /^(?:agent_msg|toolu|srvtoolu|msg|req|resp|call|run|thread|chatcmpl|cmpl|item|rs|fc|ctc|ws|file|batch|cse|ses|prt|session)[_-][A-Za-z0-9]/;

/** GitHub's node ids: letters of the kind, then base64 of MessagePack. */
const GITHUB_NODE_ID = /^[A-Z][A-Za-z]{0,5}_(?:kw|lA)[A-Za-z0-9_-]{6,}$/;

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i;

/** The directory that macOS makes for each user below /var/folders. */
const MACOS_TEMPORARY = /^[a-z0-9_]{24,26}0000g[a-z]$/;

/** Whether a random-looking token is an id of a known format, which gives access to nothing. */
export function isKnownId(token: string): boolean {
  return (
    AGENT_ID.test(token) || GITHUB_NODE_ID.test(token) || ULID.test(token) || MACOS_TEMPORARY.test(token)
  );
}
