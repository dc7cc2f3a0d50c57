/** The words of a command as a person writes it. Quotes keep spaces in a word; nothing else has a meaning, as there is no shell. */
export function commandWords(command: string): string[] {
  const words = command.match(/(?:[^\s"']|"[^"]*"|'[^']*'|["'])+/g) ?? [];
  return words.map((word) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
  );
}
