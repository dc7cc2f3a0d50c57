/** Blocks that Codex puts into user messages by itself begin with a tag; these do not (0.4x to 0.169). */
const INJECTED = /^(?:<[a-z][\w:-]*[\s>]|# AGENTS\.md instructions|Warning: )/i;

/** What editors and the desktop application put in front of a request. */
const SURROUNDINGS = ['# Context from my IDE setup:', '# Files mentioned by the user:'];
const REQUEST = /^## My request for Codex:\s*$/m;

/** What a person typed, from the event that records it; undefined when nothing is left. */
export function typedText(message: string): string | undefined {
  let text = message;
  if (SURROUNDINGS.some((heading) => text.trimStart().startsWith(heading))) {
    const request = REQUEST.exec(text);
    if (request) text = text.slice(request.index + request[0].length);
  }
  return text.trim() || undefined;
}

/** The same from a message to the model, where blocks of the harness lie beside it as messages of their own. */
export function typedMessage(message: string): string | undefined {
  return INJECTED.test(message.trimStart()) ? undefined : typedText(message);
}

/** The directory that old versions recorded only in the block which tells the model of its surroundings. */
export function environmentCwd(message: string): string | undefined {
  if (!message.trimStart().startsWith('<environment_context>')) return undefined;
  return /<cwd>([^<]{1,1000})<\/cwd>|Current working directory: (.{1,1000})/
    .exec(message)
    ?.slice(1)
    .find(Boolean);
}
