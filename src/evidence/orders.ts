/** How orders are worded in English. Data, not code. */

/** How surely an order of this form sets a standing rule. */
export interface Form {
  strength: number;
  pattern: RegExp;
}

/** A verb that tells what somebody does or did, and no order: "never updates", "always failed". */
const TOLD = String.raw`(?!(?:mind|been|had|have|got|get|saw|see|were|was|are|is|the|a|an|on|in|at)\b|\w*(?:[^su]s|[^eb]ed)\b)`;
/** What people do not know, need or like is no order. */
const FEELING =
  '(?!(?:you )?(?:think|know|see|understand|remember|believe|worry|we|i|want|like|seem|get|mind|care|have|need|work|exist|really)\\b)';

/** What somebody who says what "we only" do decides on; what we only have, see or know is no rule. */
const POLICY =
  '(?:use|run|support|accept|allow|permit|target|ship|publish|release|serve|build|test|deploy|commit|merge|push|write|edit|touch|change|modify|work (?:on|in|with)|add|store|save|keep|log|import|install|depend on|call|return|send|expose|document|translate|speak|sell)';
/** What is put somewhere, or nowhere. */
const PUTS =
  '(?:use|call|import|require|reference|mention|name|put|write|store|save|keep|log|print|add|show|display|expose|commit|push|install|send|deploy|run|touch|allow|cache|copy|hard-?code)';

/** Forms of an order, from the place where one may begin. */
export const ORDERS: readonly Form[] = [
  { strength: 1, pattern: new RegExp(`^(?:never|always) (?:ever )?${TOLD}\\w`, 'i') },
  {
    strength: 1,
    pattern: new RegExp(
      `^(?:you|we|nobody|no one|everyone|everybody|agents?) (?:really |also |still )?(?:must|should never|should always|never|always|may only|can only|should only) ${TOLD}\\w`,
      'i',
    ),
  },
  {
    strength: 0.8,
    pattern: new RegExp(
      `^(?:do not|don['’]?t|let['’]?s not|let['’]?s never) (?:ever |even |just )?${FEELING}\\w`,
      'i',
    ),
  },
  {
    strength: 0.8,
    pattern: /^you (?:should(?:n['’]?t| not)|can(?:no|['’])t|may not|are not to|are not allowed to)\b/i,
  },
  {
    strength: 0.8,
    pattern: /^(?:let['’]?s )?(?:avoid (?!that\b)\w|refrain from|stop (?:\w+ing|it|that)\b)/i,
  },
  {
    strength: 0.8,
    pattern:
      /^(?:you (?:may |can |should )|we )?(?:only|exclusively)(?: ever)? (?:use|run|edit|touch|change|modify|work|write|commit|deploy|add|on|in|support|accept|allow|permit|target)\b/i,
  },
  {
    strength: 0.8,
    pattern: new RegExp(
      `^we (?:(?:only|exclusively)(?: ever)? ${POLICY}\\b|${POLICY} (?:only|exclusively|nothing)\\b|${POLICY} [^,;]{1,60}? (?:only|exclusively)\\b(?! (?:once|because|since|if|when|after)\\b))`,
      'i',
    ),
  },
  {
    strength: 0.8,
    pattern: new RegExp(`^(?:${PUTS} [^;]{1,100}?\\bnowhere\\b|nowhere (?:should|must|may) )`, 'i'),
  },
  {
    strength: 0.8,
    pattern:
      /^no (?:new |more |external |extra |additional |third-party |further |inline )*(?:dependenc|librar|package|framework|comment|emoji|mock|commit|push|abbreviation|any types?\b|changes? (?:to|in|outside)\b)/i,
  },
  {
    strength: 0.8,
    pattern:
      /^(?:remember (?:to|that|not|,)|don['’]?t forget|(?:keep|bear) in mind|(?:always|please) ask|ask me (?:first|before))/i,
  },
  {
    strength: 0.8,
    pattern:
      /^(?:ask|check|run|rerun|format|lint|test|build|update|bump|rebase|pull|show|tell|confirm|wait|verify)\b.{1,80}\b(?:(?:before|after) (?:every|each|any|you \w+|\w+ing)|every time|each time|whenever|on every)\b/i,
  },
  {
    strength: 0.8,
    pattern:
      /^(?:whenever|every time|each time|before|after|when) (?:you|every|each|any|\w+ing)\b[^,?]{2,120}, (?:always|never|please|do not|don['’]?t|make sure|ask|run|check|use|write|update|add|test|lint|format|rebase|pull|create|keep|tell|stop|wait|put|verify|show)\b/i,
  },
  {
    strength: 0.7,
    pattern: /^we (?:don['’]?t|do not) (?:use|commit|push|touch|want|allow|ship|merge|edit|modify|mock)\b/i,
  },
  {
    strength: 0.7,
    pattern:
      /^i (?:really )?(?:(?:want|need|expect) (?:you to|every|all|each|only|no)\b|(?:don['’]?t|do not|never) want (?!to\b))/i,
  },
  {
    strength: 0.7,
    pattern:
      /^(?:use|run|write|keep|make|put|call|name|prefer|choose|pick|format)\b.{1,80}(?:\b(?:instead of|rather than|never)|(?:[,(]|\band|\bbut) ?not)\b/i,
  },
  {
    strength: 0.7,
    pattern: /^(?:keep|limit|cap|restrict|stay)\b.{1,60}\b(?:under|below|within|to|at most|no more than) \d/i,
  },
  { strength: 0.7, pattern: /^leave .{1,60}\b(?:alone|untouched|as (?:it|they|is)\b|as-is)/i },
  {
    strength: 0.7,
    pattern:
      /^(?:please )?(?:make|be) sure (?:that )?[^?]{0,120}\b(?:never|ever|always|every|none|at most|at least|no (?:\w+ )?(?:is|are|may|can|gets?|has|have|contains?|exceeds?))\b/i,
  },
  // How to answer: "Report failures only", "Findings only, worst first".
  {
    strength: 0.5,
    pattern:
      /^(?:(?:return|report|print|give|list|output|answer|reply|respond|write)\b[^,;.?!]{1,60}? only(?=[,.;]|$)|[a-z]+s only[,:;])/i,
  },
  {
    strength: 0.45,
    pattern: /^(?:make sure|ensure|be sure|be careful|take care|you (?:should|need to|have to))\b/i,
  },
  {
    strength: 0.4,
    pattern:
      /^(?:use|stick (?:to|with)|follow|prefer|respect|preserve|keep (?!going|it up|at it|on\b|working|trying)\w+)\b/i,
  },
];

/** Words that make a rule of any sentence. */
export const RULINGS: readonly Form[] = [
  {
    strength: 1,
    pattern:
      /\b(?:under no circumstances|at all times|from now on|going forward|no matter what|without exception|(?:is|are|be) (?:strictly )?(?:forbidden|prohibited|not allowed|off[- ]limits|mandatory))\b/i,
  },
  // Not what "must have been", and not what somebody guesses.
  {
    strength: 0.9,
    pattern:
      /\b(?<!\b(?:it|there|that|this|something) )must(?:n['’]?t| not)?\b(?! have (?:been|gone|\w+ed)\b| be (?:an?|the|some|because)\b)/i,
  },
  { strength: 0.8, pattern: /\bstrictly\b(?! speaking)/i },
  { strength: 0.35, pattern: /\bshould(?:n['’]?t)?\b(?! have (?:been|\w+ed)\b)/i },
];
