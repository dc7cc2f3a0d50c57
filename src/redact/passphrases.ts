import { wordSet } from './word-set.ts';

/** Bounded: the text behind a name may be a book. */
const WORDS = /[a-z]{3,12}(?: [a-z]{3,12}){3,11}/y;
const MIN_WORDS = 4;

/** Here a sentence goes on: what stands before may be the phrase. */
const FUNCTION_WORDS = wordSet(`
  the and for with from into when while then than that this these those which who whose where why how
  not but you your our their its his her are was were has have had can could will would shall should
  must may might does did let via per any all each every some none only also too very just now here
  there before after until unless because since about over under without within inside
`);

/** Whoever writes these speaks of passwords, keys or programs and names none. */
const SUBJECT_WORDS = wordSet(`
  password passwd passphrase phrase secret token key file user username login account prompt field form
  input output value string type text word hash salt length policy rule check test reset change update
  manager generator entry store vault private public encrypt decrypt unlock sign verify enter please try
  use set get make add remove read write print show ask need want keep fail error invalid wrong missing
  empty optional random strong weak new old same first last again later work fine default option flag
  config setting server client session database request response function method class code call line
`);

/** No word of a phrase that was drawn from a list is inflected, and most sentences have one that is. */
const NOUNS = wordSet('morning evening ceiling pudding lightning sterling herring cactus compass atlas');
const INFLECTED = /(?:[^s]s|ed|ing|ly|tion|able|ment)$/;

/** Words of a passphrase without quotes, up to where prose goes on. Undefined when it may be prose altogether. */
export function readPassphrase(text: string, start: number): string | undefined {
  WORDS.lastIndex = start;
  const words = WORDS.exec(text)?.[0].split(' ') ?? [];
  const end = words.findIndex((word) => FUNCTION_WORDS.has(word));
  const phrase = end === -1 ? words : words.slice(0, end);
  const isProse = phrase.some((word) => SUBJECT_WORDS.has(word) || isInflected(word));
  return phrase.length < MIN_WORDS || isProse ? undefined : phrase.join(' ');
}

function isInflected(word: string): boolean {
  return INFLECTED.test(word) && !NOUNS.has(word);
}
