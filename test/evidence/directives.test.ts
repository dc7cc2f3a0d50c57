import { describe, expect, it } from 'vitest';
import { directiveStrength } from '../../src/evidence/directives.ts';
import { looksLikeMachineText } from '../../src/evidence/machine-text.ts';
import { PINNED_STRENGTH } from '../../src/manifest/weights.ts';

describe('a sentence that sets a rule', () => {
  it.each([
    'Never touch the legacy/ folder',
    'please always run the tests before committing',
    "don't amend commits",
    'Do not add new dependencies.',
    'oh, and please dont push to main',
    'Important: never log the token zebra-7741.',
    'You must not change the public API.',
    'All public functions must have a doc comment.',
    "You shouldn't ever edit generated files.",
    'Stop adding comments to every line.',
    'Avoid default exports.',
    'Only edit files under src/parser.',
    'No new dependencies, please.',
    'Use pnpm instead of npm.',
    'use tabs, not spaces',
    'From now on answer in German.',
    'Remember to bump the version.',
    'Run the linter before every commit.',
    'Before you commit, run npm run lint.',
    'Whenever you change the schema, update docs/schema.md.',
    'Ask me before you delete anything.',
    'Keep each function under 40 lines.',
    'Leave the vendored code alone.',
    "I don't want any mocks in the tests.",
    'I want every endpoint to have a test.',
    "we don't use semicolons here",
    'The port 48213 is strictly off limits.',
    'Could you please never force-push?',
    'looks good, but never commit without asking me',
    "It's a small change, so don't rewrite the file.",
  ])('is sure to be one: %s', (sentence) => {
    expect(directiveStrength(sentence)).toBeGreaterThanOrEqual(PINNED_STRENGTH);
  });

  it.each([
    '永远不要修改公共接口',
    '提交之前必须运行测试',
    '请勿提交到主分支',
    '你只能修改 src 目录',
    'テストを必ず実行してください',
    'mainブランチにpushしないでください',
    '절대 main에 푸시하지 마세요',
    '항상 테스트를 먼저 실행해 주세요',
    'Committe niemals auf main.',
    'Der Port muss 48213 bleiben.',
    'Keine neuen Abhängigkeiten!',
    'Ne touche pas au dossier legacy.',
    'Lance toujours les tests avant de pousser.',
    'Il ne faut jamais modifier ce fichier.',
    'No toques la carpeta legacy.',
    'Usa siempre pnpm.',
    'Não altere a pasta legacy.',
    'Non modificare la cartella legacy.',
    'Никогда не пушь в main.',
    'Не трогай папку legacy.',
  ])('is known in other languages: %s', (sentence) => {
    expect(directiveStrength(sentence)).toBeGreaterThanOrEqual(PINNED_STRENGTH);
  });
});

describe('a sentence that says what is done only, or nowhere', () => {
  it.each([
    'We only accept signed parcels from carriers.',
    'We exclusively publish to the internal registry.',
    'We support nothing older than Node 22.',
    'We ship ES modules only.',
    'Only support the carriers on the list.',
    'Call the old carrier client nowhere.',
    'please log the recipient nowhere, not even in tests',
    'Wir unterstützen nur die Version 4 des Protokolls.',
    'Verwende die alte Warteschlange nirgendwo.',
    'Den alten Client bitte nirgends verwenden.',
    "N'utilise l'ancien client nulle part.",
    "Nous n'acceptons que des colis signés.",
    'No lo uses en ningún sitio.',
    'Solo aceptamos paquetes firmados.',
    'Supportiamo solo Node 22.',
    'Нигде не использовать старый клиент.',
    'Мы поддерживаем только версию 4.',
    '任何地方都别用旧客户端',
    '我们只支持四个承运商',
    '署名付きの小包のみをサポートします',
    '어디에서도 옛 클라이언트를 쓰지 마',
  ])('is sure to be a rule: %s', (sentence) => {
    expect(directiveStrength(sentence)).toBeGreaterThanOrEqual(PINNED_STRENGTH);
  });

  it.each([
    'We only see this on Mondays.',
    'We only have three carriers.',
    'we only noticed it when the labels were printed',
    'We only need the first page.',
    'The old client is used nowhere.',
    'This goes nowhere.',
    'Wird nirgends aufgerufen.',
    'Die Funktion wird nirgends verwendet.',
    'No aparece en ningún sitio.',
    "Le client n'est utilisé nulle part.",
  ])('reports, and is none: %s', (sentence) => {
    expect(directiveStrength(sentence)).toBeLessThan(PINNED_STRENGTH);
  });
});

describe('a sentence that asks to make sure', () => {
  it.each([
    'Make sure that no label is printed twice.',
    'Be sure the scale is always set to zero first.',
    'make sure every parcel has a weight',
  ])('of what must always hold sets a rule: %s', (sentence) => {
    expect(directiveStrength(sentence)).toBeGreaterThanOrEqual(PINNED_STRENGTH);
  });

  it.each(['Make sure the tests pass.', 'make sure it compiles'])(
    'of one thing is a wish: %s',
    (sentence) => {
      expect(directiveStrength(sentence)).toBeLessThan(PINNED_STRENGTH);
    },
  );
});

describe('a sentence that says how to answer', () => {
  it.each(['Report the failing parcels only.', 'Surprises only, worst first.', 'Answer in tables only'])(
    'is a wish, and no rule that is pinned: %s',
    (sentence) => {
      expect(directiveStrength(sentence)).toBeGreaterThanOrEqual(0.4);
      expect(directiveStrength(sentence)).toBeLessThan(PINNED_STRENGTH);
    },
  );

  it.each(['Happens on Mondays only.', 'The report prints once only', 'it returns rows only'])(
    'is not what tells how things are: %s',
    (sentence) => {
      expect(directiveStrength(sentence)).toBe(0);
    },
  );
});

describe('a sentence that sets no rule', () => {
  it.each([
    'do you reckon we could sum up the weights after each parcel (when the stop signal comes)',
    "The old example is near it but doesn't show the heavy parcel.",
    "fine, let's keep at the labels",
    'The printer never prints on Sundays.',
    'This makes the scale always show 3 grams.',
    'the list somehow always shows parcels twice',
    "I guess we don't always know the sender's country",
    'Why does it always fail?',
    'never mind, later',
    "don't worry about the warnings",
    "I don't know why it stopped",
    "the labels don't really need a border",
    'The scanner cannot read the bar code.',
    'write it down so we do not lose it',
    'it must have been the cache',
    'Did you never run the tests?',
    'When running the tests, it fails on line 3.',
    'The request timed out and the worker had no changes.',
    'Der Test schlägt immer fehl.',
    'Le test échoue toujours.',
    'El servidor nunca responde.',
    '这个页面不能打开',
  ])('is not taken for one: %s', (sentence) => {
    expect(directiveStrength(sentence)).toBeLessThan(PINNED_STRENGTH);
  });
});

describe('a wish of one request', () => {
  it.each([
    'Should take up the space to the right',
    'Linear scan in labels.ts - should use map',
    'total = 0 (incorrect, should be 1)',
    'because adding it there should commit and push also',
  ])('without its subject, or in a remark, is no rule: %s', (sentence) => {
    expect(directiveStrength(sentence)).toBe(0);
  });

  it.each([
    'Follow the outline below, but do not add sections.',
    'Use the attached image as inspiration, not the old page.',
    'Omit the sections that do not apply.',
  ])('is not pinned when it speaks of what came with it: %s', (sentence) => {
    expect(directiveStrength(sentence)).toBeLessThan(PINNED_STRENGTH);
  });
});

describe('a line that a program wrote', () => {
  it.each([
    'Nov 20 12:01:02.003 |DEBUG| scale woke up: must not be idle',
    '2026-11-20 12:01:02 INFO never seen before',
    'ERROR: must have exactly one argument',
    'level=info msg=stop user=anna always=true',
    'parcel.go:17: should never happen',
    'at Parser.parse (src/parser.ts:3:5) must not happen',
    '⎿ Printer says: always refill',
    'const always = { never: true };',
    'error: must be a string',
    'Use "parcel [command] --help" for more information about a command.',
    'Always see the labels of both printers"',
  ])('is known: %s', (line) => {
    expect(looksLikeMachineText(line)).toBe(true);
  });

  it.each([
    'Never touch the legacy/ folder.',
    'Run it with NODE_ENV=test and CI=1, always.',
    'Class names must be nouns.',
    'Warning: never delete data/.',
    'at no time touch the data (it is live)',
  ])('is not seen in what people write: %s', (line) => {
    expect(looksLikeMachineText(line)).toBe(false);
  });
});
