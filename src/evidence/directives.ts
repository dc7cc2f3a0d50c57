/**
 * Words that make a sentence a rule, in the languages that people use with agents. Data, not code: add a language by
 * adding its words. `standing` words set a rule for the whole session; `soft` ones ask for something that may be one.
 */
const STANDING: readonly RegExp[] = [
  /\b(?:always|never|must(?:n['’]?t)?|under no circumstances|at all times|from now on|going forward|every time|remember (?:to|that|not)|keep in mind|strictly|forbidden|not allowed|no matter what|without exception|whenever)\b/i,
  /\b(?:do not|don['’]?t|dont|should(?:n['’]?t| not)|can(?:no|['’])t|may not|shall not|stop|avoid|refrain from)\s+(?:ever\s+|even\s+)?(?!(?:you )?(?:think|know|see|understand|remember|believe|worry|we|want|like|seem|get|mind|care|have|need|work|exist)\b)\w/i,
  /\b(?:only|exclusively)\s+(?:use|run|edit|touch|change|modify|work|write|commit|deploy|on|in)\b/i,
  /\b(?:use|run|write|keep|make|put|call)\b.{1,80}\b(?:instead of|rather than|not)\b/i,
  /\bno (?:new |more )?(?:dependenc|librar|package|framework|comment|emoji|mock|commit|push|abbreviation|any\b|changes?\b)/i,
  /不要|不得|不能|不准|禁止|必须|務必|务必|永远|永遠|总是|總是|始终|只能|一律|严禁|切勿|请勿|請勿|绝不|絕不/,
  /必ず|絶対に|常に|禁止|しないで|てはいけない|使わない|ないこと/,
  /절대|반드시|항상|하지\s?마/,
  /\b(?:immer|niemals|nie|müssen|muss|darf(?:st)? (?:nicht|kein)|nicht .{1,40}en[.!]?$|ausschließlich|ab jetzt|verboten)\b/i,
  /\b(?:toujours|jamais|ne .{1,30} pas|interdit|obligatoire|désormais|doit|dois)\b/i,
  /\b(?:siempre|nunca|jamás|prohibido|obligatorio|no (?:uses|toques|hagas|cambies)|debes?)\b/i,
  /\b(?:sempre|mai|vietato|não (?:use|mude|faça|toque)|proibido|nunca)\b/i,
  /(?:всегда|никогда|нельзя|запрещено|обязательно|должен|не (?:трогай|меняй|используй))/i,
];

const SOFT: readonly RegExp[] = [
  /\b(?:make sure|ensure|be sure|be careful|please (?:use|keep|avoid|run|make)|prefer|rather than|instead of|should|needs? to|has to|have to|required?|limit|at most|at least|no more than|without|leave .{1,40} (?:alone|as)|keep .{1,60} (?:as|under|below|in)|stick to|let['’]s (?:not|keep|use|avoid))\b/i,
];

const QUESTION =
  /\?\s*$|^(?:why|what|how|when|where|who|which|is|are|was|were|do|does|did|can|could|would|should|shall|have|has|any)\b/i;
/** Reports of what happened, and talk about the work, use the same words without setting a rule. */
const REPORT =
  /^(?:i (?:think|guess|see|noticed|don['’]?t (?:think|know|see|understand|want to)|wonder|believe|suspect|assume|tried|just|was|am|have|had)|it (?:seems|looks|says|was|is|doesn['’]?t|does not|isn['’]?t)|this (?:is|was|doesn['’]?t|looks)|there(?:['’]s| is| are)|that['’]?s)\b/i;

/** How surely a sentence of the user sets a standing rule, from 0 (it does not) to 1. */
export function directiveStrength(sentence: string): number {
  const standing = STANDING.some((pattern) => pattern.test(sentence));
  const soft = SOFT.some((pattern) => pattern.test(sentence));
  if (!standing && !soft) return 0;
  let strength = standing ? 0.8 : 0.4;
  if (/\b(?:never|always|must|under no circumstances|from now on)\b/i.test(sentence)) strength += 0.2;
  if (QUESTION.test(sentence)) strength -= 0.6;
  if (REPORT.test(sentence)) strength -= 0.5;
  return Math.min(1, Math.max(0, strength));
}

const LIFTING: readonly RegExp[] = [
  /\b(?:you (?:can|may) (?:now|again)|now you (?:can|may)|never ?mind|forget (?:that|what|about|the)|ignore (?:that|what i|my|the)|no longer|not any ?more|doesn['’]?t (?:apply|matter)|is (?:over|lifted|gone|done)|drop the|scrap that|i changed my mind|it['’]?s (?:ok|okay|fine) (?:now )?to|feel free to|allowed (?:now|again)|lift(?:ed)? the)\b/i,
  /可以了|不用再|不再需要|取消|算了/,
];

/** Whether a sentence takes an earlier rule back; which one, its other words tell. */
export function liftsRule(sentence: string): boolean {
  return LIFTING.some((pattern) => pattern.test(sentence)) && !/\?\s*$/.test(sentence);
}
