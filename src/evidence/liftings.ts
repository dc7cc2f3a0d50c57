/** How people take back a rule. Data, not code: add a language by adding its words. */

const LIFTING: readonly RegExp[] = [
  /\b(?:you(?:['’]re| are)? (?:can|may|allowed to) (?:now|again)|you (?:can|may) (?!not\b|never\b)[^.;]{1,80}\b(?:now|again)\b|now you (?:can|may)|you(?:['’]re| are) (?:now )?allowed to|never ?mind|forget (?:that|what|about|the)|ignore (?:that|what i|my|the)|no longer|not any ?more|any ?more\b|doesn['’]?t (?:apply|matter)|is (?:over|lifted|gone|done)|drop the|scrap that|i changed my mind|it['’]?s (?:ok|okay|fine) (?:now )?to|feel free to|allowed (?:now|again)|lift(?:ed|ing)? the|no need to)/i,
  // Chinese, Japanese, Korean.
  /可以了|(?:现在|如今|又)[^。；;不别勿]{0,20}(?:可以|能)|(?<!不)可以[^。；;，,]{1,40}了[。.!！]?$|不用再|不再需要|取消|算了/,
  /もう(?:大丈夫|いい)|(?:もう|また|今は|今後は|これからは)[^。]{0,60}(?:ても|で)?(?:いい|よい|良い|構わない|構いません|大丈夫)(?:です|よ)*[。.!！]?$/,
  /(?:이제|다시)[^.]{0,60}도\s?(?:돼|되|됩|괜찮)/,
  // German.
  /\b(?:darfst|dürft|kannst|könnt) (?!(?:.{0,80}\b)?(?:nicht|nie|niemals|keine?[nrms]?)\b)(?:[^.;]{0,80}\s)?(?:jetzt|nun|wieder|ab sofort|ab jetzt)\b|\b(?:jetzt|nun|ab sofort|ab jetzt) (?:darfst|dürft|kannst|könnt)(?! .{0,80}\b(?:nicht|nie|niemals|keine?[nrms]?)\b)|\b(?:gilt|gelten) nicht mehr\b|\b(?:ist|sind) (?:jetzt |nun )?(?:wieder )?(?:erlaubt|aufgehoben|hinfällig)\b|\bvergiss (?:das|die|den|was)\b/i,
  // French.
  /\b(?:tu peux|vous pouvez) (?:[^.;]{0,80}\s)?(?:maintenant|désormais|(?:de|à) nouveau)(?![\p{L}])|\b(?:maintenant|désormais),? (?:tu peux|vous pouvez)\b|\bn(?:e |['’])(?:s['’]applique|est|vaut) plus\b|\boublie (?:la|le|ce|cette)\b/iu,
  // Spanish, Portuguese, Italian.
  /\bya puede[ns]?\b|(?<!\bno )\bpuede[ns]? (?:[^.;]{0,80}\s)?(?:ya|ahora|otra vez|de nuevo|nuevamente)(?![\p{L}])|\bpuedes volver a\b|\bahora (?:ya )?puede[ns]?\b|\bya no (?:vale|aplica|rige|hace falta)\b|\bolvida (?:lo|la|el|que)\b/iu,
  /(?<!\bnão )\bpodes? (?:[^.;]{0,80}\s)?(?:já|agora|de novo|outra vez|novamente)(?![\p{L}])|\b(?:agora|já) (?:você |tu )?podes?\b|\bnão vale mais\b/iu,
  /(?<!\bnon )\bpuoi (?:[^.;]{0,80}\s)?(?:ora|adesso|di nuovo|nuovamente)\b|\b(?:ora|adesso) puoi\b|\bnon vale più(?![\p{L}])/iu,
  // Russian.
  /(?:теперь|снова|опять|уже) (?:[^.;]{0,20} )?(?:можно|можешь|можете)|(?<!не )(?:можно|можешь|можете) (?:[^.;]{0,80} )?(?:теперь|снова|опять)|больше не (?:действует|нужно)/i,
];

/** An order that holds words of lifting, as "Never drop the table", lifts nothing. */
const ORDER =
  /^(?:please )?(?:never(?! ?mind)|always|do not|don['’]?t)\b(?!.*\b(?:any ?more|no longer|now|again|never ?mind)\b)/i;

export interface Lifting {
  /** The words that say which rule. */
  what: string;
  /** What the sentence adds behind a "but": it may set a rule of its own. */
  exception: string;
}

/** What a sentence takes back, when it takes an earlier rule back. */
export function liftedBy(sentence: string): Lifting | undefined {
  if (/[?？]\s*$/.test(sentence) || ORDER.test(sentence)) return undefined;
  if (!LIFTING.some((pattern) => pattern.test(sentence))) return undefined;
  const [what = '', exception = ''] = sentence.split(
    /[,;]?\s+(?:but|except that|as long as|aber|außer|mais|pero|mas|ma|но)\s+|;\s+/i,
    2,
  );
  return { what, exception };
}
