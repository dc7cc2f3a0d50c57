import type { AssignmentSite } from './assignment-sites.ts';
import { readPassphrase } from './passphrases.ts';
import type { NameGrade } from './secret-names.ts';
import { isSecretValue, isStrange } from './secret-values.ts';
import type { ValueForm } from './secret-values.ts';

const OPENING = /(?:[bBrRuUfFL@$]{1,2}(?=["']))?(\\{0,3}["'`])/y;
const QUOTED: Readonly<Record<string, RegExp>> = {
  '"': /(?:\\.|[^"\\\r\n]){1,2000}(?=")/y,
  "'": /(?:\\.|[^'\\\r\n]){1,2000}(?=')/y,
  '`': /(?:\\.|[^`\\\r\n]){1,2000}(?=`)/y,
};
/** Inside quotes that are themselves escaped, up to the next backslash run before a quote. */
const ESCAPED_QUOTED = /(?:[^"'`\\\r\n]|\\+(?!["'`\\])){1,2000}(?=\\+["'`])/y;
/** Another `name=` ends it, or a row of them would be read again and again. */
const BARE = /(?:[^\s"'`<>,;&|(){}\\=]|=(?![A-Za-z])){1,512}/y;
/** In environment files a value reaches to the next space. */
const LITERAL = /[^\s"'`\\]{1,2000}/y;

/** Lower case without underscores, to the end of the line. */
const YAML_VALUE = /[a-z0-9!#$%^&*+=?@~-]{5,64}(?=[ \t]*(?:\r?\n|$))/y;

/** A secret as it stands in the text, without its quotes. */
interface AssignedValue {
  text: string;
  start: number;
}

/** The value at a site, when it is a secret given what the name says. */
export function readSecret(site: AssignmentSite, grade: NameGrade): AssignedValue | undefined {
  const quoted = readQuoted(site.text, site.valueStart);
  if (quoted !== undefined) {
    return isSecretValue(quoted.text, gradeBehind(site, grade, quoted.text), 'quoted') ? quoted : undefined;
  }
  if (site.operator === ',' || site.operator === '(') return undefined;
  return readUnquoted(site, grade);
}

/** A call's argument, the other side of a comparison or the next word may be anything: it takes more than the name. */
function gradeBehind({ name, operator }: AssignmentSite, grade: NameGrade, value: string): NameGrade {
  if (operator === '' && PLAIN_NAME.test(name)) return isMixed(value) ? grade : 'weak';
  if (operator === 'to' || (operator === '' && !name.startsWith('--'))) return 'weak';
  if (!/^(?:[,(]|[!=]==?)$/.test(operator)) return grade;
  return grade === 'password' && (/\d/.test(value) || isStrange(value)) ? grade : 'weak';
}

/** As prose calls it. */
const PLAIN_NAME = /^pass(?:word|wd|phrase|code)$/i;

/** `hunter-x!9`, which no field, flow or hash of a password is called. */
function isMixed(value: string): boolean {
  return /\d/.test(value) && /[a-z]/i.test(value) && (/[!$%^*~]./.test(value) || isStrange(value));
}

function readQuoted(text: string, index: number): AssignedValue | undefined {
  OPENING.lastIndex = index;
  const opening = OPENING.exec(text);
  const quote = opening?.[1];
  if (opening === null || quote === undefined) return undefined;
  const start = index + opening[0].length;
  const pattern = quote.length > 1 ? ESCAPED_QUOTED : QUOTED[quote];
  const value = pattern === undefined ? undefined : matchAt(pattern, text, start);
  // A quote that never closes: the output was cut.
  const cut = value ?? matchAt(BARE, text, start);
  return cut === undefined ? undefined : { text: cut, start };
}

function readUnquoted(site: AssignmentSite, grade: NameGrade): AssignedValue | undefined {
  if (grade === 'password' && holdsPhrase(site)) {
    const phrase = readPassphrase(site.text, site.valueStart);
    if (phrase !== undefined) return { text: phrase, start: site.valueStart };
  }
  const form = formOf(site);
  const toNextSpace = isEnvironmentLine(site) || isFlag(site);
  const raw = matchAt(toNextSpace ? LITERAL : BARE, site.text, site.valueStart);
  if (raw === undefined) return undefined;
  const text = form === 'literal' ? raw : raw.replace(/[.:\])!?]+$/, '');
  const next = site.text.charAt(site.valueStart + text.length);
  // A call; and `>` is a comparison or the end of a placeholder unless an element of XML ends behind the value.
  if (next === '(' || next === '{' || (site.operator === '>' && next !== '<')) return undefined;
  return isSecretValue(text, gradeBehind(site, grade, text), form)
    ? { text, start: site.valueStart }
    : undefined;
}

/** Where words may follow that are the value; without a colon only behind the one name that says so. */
function holdsPhrase({ name, operator }: AssignmentSite): boolean {
  if (operator === '') return /^passphrase$/i.test(name);
  return operator === ':' || operator === 'is' || operator === 'was';
}

function isEnvironmentLine({ text, name, nameStart, operator, valueStart }: AssignmentSite): boolean {
  return (
    operator === '=' &&
    /^[A-Z][A-Z0-9_]*$/.test(name) &&
    text.charAt(valueStart - 1) === '=' &&
    text.charAt(nameStart + name.length) === '='
  );
}

function isFlag({ name, operator }: AssignmentSite): boolean {
  return name.startsWith('--') && (operator === '=' || operator === '');
}

/** Where no code can stand, a word is a value and not a variable. */
function formOf(site: AssignmentSite): ValueForm {
  const before = site.text.charAt(site.nameStart - 1);
  const parameter = site.operator === '=' && (before === '?' || before === '&' || before === ';');
  const element = site.operator === '>' || site.operator.includes('value');
  return parameter || element || isEnvironmentLine(site) || isFlag(site) || isYamlLine(site)
    ? 'literal'
    : 'bare';
}

/** `  password: hunter` alone on its line: YAML rather than code, unless it is in a case that variables have. */
function isYamlLine({ text, nameStart, operator, valueStart }: AssignmentSite): boolean {
  if (operator !== ':') return false;
  if (!/(?:^|\n|\\n)[ \t+-]*$/.test(text.slice(Math.max(0, nameStart - 40), nameStart))) return false;
  return matchAt(YAML_VALUE, text, valueStart) !== undefined;
}

function matchAt(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}
