/** How orders are worded in other languages than English. Data, not code: add a language by adding its words. */
import type { Form } from './orders.ts';

/** Orders, wherever in a sentence they stand. */
export const ORDERS_ELSEWHERE: readonly Form[] = [
  // Chinese. "不能", "只能" and "总是" report as often as they order: only at the beginning, or said to somebody.
  {
    strength: 1,
    pattern:
      /永远不|永遠不|绝不|絕不|绝对不|必须|必須|务必|務必|严禁|嚴禁|禁止|切勿|一律|始终(?:使用|保持|用)/,
  },
  { strength: 0.9, pattern: /(?:不要|不得|不准|不许|请勿|請勿|千万别)(?!紧|緊)/ },
  {
    strength: 0.8,
    pattern:
      /(?:^|[,，;；:：。]\s*)(?:请|請)?(?:你们?|我们|你們|我們|都)?(?:不能|只能|只准|总是|總是|永远|永遠|别|始终)/,
  },
  {
    strength: 0.8,
    pattern: /(?:任何地方|哪里|哪裡|哪儿|到处)都?(?:别|不能|不可)|我们只(?:用|使用|支持|接受|允许|发布)/,
  },
  // Japanese.
  { strength: 1, pattern: /絶対に|必ず|禁止|てはいけない|てはならない/ },
  {
    strength: 0.8,
    pattern:
      /(?:ないで|ないでください|しないこと|わないこと)(?:[。!！、]|$)|常に.{1,40}(?:こと|ください|して)(?:[。!！]|$)/,
  },
  {
    strength: 0.8,
    pattern: /(?:のみ|だけ)(?:を)?(?:使用|使い|サポート|対応|許可)(?:します|する|してください|ます)/,
  },
  // Korean.
  {
    strength: 0.9,
    pattern:
      /반드시|금지|하지\s?(?:마|말)|지\s?마세요|절대.{1,40}(?:마|말|안\s?돼)|항상.{1,40}(?:세요|줘|할 것|하라|해라)/,
  },
  {
    strength: 0.8,
    pattern: /어디(?:에|에서|에서는)?도.{1,40}(?:마|말)|우리는.{1,40}만 (?:사용|지원|허용)(?:합니다|한다|해)/,
  },
  // German.
  {
    strength: 0.9,
    pattern:
      /\b(?:unter keinen umständen|auf keinen fall|ab jetzt|ab sofort|verboten|ausschließlich|müssen|muss|darf(?:st)? (?:nicht|kein))\b/i,
  },
  {
    strength: 0.8,
    pattern:
      /\b(?:immer|niemals|nie)\b|^(?:bitte )?keine?n? |^(?:bitte )?(?:nicht )?.{0,60}\bnicht .{0,40}en[.!]?$/i,
  },
  {
    strength: 0.8,
    pattern:
      /^(?:bitte )?(?:verwende|nutze|benutze|nimm|schreibe?|rufe?|setze?|importiere|logge|speichere|zeige|lege)\b.{1,80}\bnirgend(?:s|wo)\b|\bnirgend(?:s|wo)(?:hin)? (?:.{1,30} )?(?:verwenden|benutzen|nutzen|einsetzen|einbauen|schreiben|speichern|loggen|importieren|aufrufen|ablegen)[.!,]?(?:$| )|\bwir (?:verwenden|nutzen|benutzen|unterstützen|akzeptieren|erlauben|liefern|testen|bauen)\b.{0,20}\bnur\b/i,
  },
  // French.
  { strength: 0.9, pattern: /\b(?:interdit|obligatoire|désormais|dois|devez|il (?:ne )?faut)\b/i },
  {
    strength: 0.8,
    pattern:
      /\b(?:toujours|jamais)\b|^(?:s['’]il (?:te|vous) pla[iî]t,? )?n(?:e |['’])\w.{0,60}\b(?:pas|plus|nulle part)\b|\b(?:nous|on) n(?:e |['’])(?:utilis|support|accept|autoris|publi|livr|test)\w+ que\b/i,
  },
  // Spanish.
  { strength: 0.9, pattern: /\b(?:prohibido|obligatorio|debes)\b/i },
  {
    strength: 0.8,
    pattern:
      /\b(?:siempre|nunca|jamás|no (?:l[aoe]s? )?(?:uses|utilices|toques|hagas|cambies|modifiques|borres|elimines|subas|edites|instales|agregues|ejecutes|pongas|escribas|guardes|llames|importes|menciones|registres)|en ning(?:ún|una) (?:sitio|lugar|parte|caso|momento) (?:l[aoe]s? )?(?:uses|utilices|toques|pongas|escribas|guardes|llames|importes|menciones)|s[oó]lo (?:usamos|soportamos|admitimos|aceptamos|permitimos|publicamos)|(?:usamos|soportamos|admitimos|aceptamos|permitimos) (?:s[oó]lo|solamente|únicamente))(?![\p{L}])/iu,
  },
  // Portuguese and Italian.
  { strength: 0.9, pattern: /\b(?:proibido|obrigatório|vietato|obbligatorio)\b/i },
  {
    strength: 0.8,
    pattern:
      /\b(?:sempre|mai|só (?:usamos|suportamos|aceitamos|permitimos)|(?:usiamo|supportiamo|accettiamo|permettiamo) (?:solo|soltanto)|não (?:use|mude|faça|toque|altere|modifique|apague|adicione)|non (?:usare|toccare|modificare|cambiare|fare|committare))\b/i,
  },
  // Russian.
  { strength: 1, pattern: /нельзя|запрещено|обязательно|ни в коем случае/i },
  {
    strength: 0.8,
    pattern:
      /всегда|никогда|не (?:трогай|меняй|используй|удаляй|делай|коммить|пушь)|нигде не \p{L}+(?:ть|й|йте)(?!\p{L})|мы (?:используем|поддерживаем|принимаем) только/iu,
  },
];

/** A sentence that begins with its subject reports: "Der Test schlägt immer fehl", "Le test échoue toujours". */
const SUBJECT_FIRST =
  /^(?:(?:der|die|das|es|er|sie|ich|dieser?|dieses|ein|eine|le|la|les|il(?! (?:ne )?faut)|elle|ce|cette|ça|je|el|los|las|esto|esta|este|yo|isso|eu|gli|questo|questa|è) |(?:он|она|оно|они|это|тест\p{L}*|я) )/iu;
const SURE = /\b(?:müssen|muss|darf|verboten|interdit|obligatoire|prohibido|obligatorio|proibido|vietato)\b/i;

/** Whether a sentence in one of these languages tells what is, and orders nothing. */
export function reportsElsewhere(sentence: string): boolean {
  return SUBJECT_FIRST.test(sentence) && !SURE.test(sentence);
}
