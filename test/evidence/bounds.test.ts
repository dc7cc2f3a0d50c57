import { describe, expect, it } from 'vitest';
import { FactCollector } from '../../src/evidence/fact-collector.ts';
import type { EventBody } from '../../src/session/events.ts';
import {
  agent,
  collect,
  did,
  events,
  factsOf,
  pinned,
  ran,
  refused,
  user,
  wholeList,
} from '../support/events.ts';

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('200 rules and 500 files in Chinese and emoji', () => {
  const rules = Array.from({ length: 200 }, (_, index) => `永远不要修改第${index}个模块的公共接口 🚫。`);

  it('stay within their bounds, and most rules are kept word for word', () => {
    const facts = factsOf(
      ...rules.map((rule) => user(rule)),
      ...Array.from({ length: 500 }, (_, index) => did({ type: 'edit', paths: [`模块/${index}/文件🚀.ts`] })),
    );
    const kept = pinned(facts);
    expect(kept.length).toBeGreaterThan(120);
    expect(kept.every((text) => rules.includes(text))).toBe(true);
    expect(bytesOf(facts.statements)).toBeLessThan(60_000);
    expect(facts.files.length).toBeGreaterThan(200);
    expect(bytesOf(facts.files)).toBeLessThan(60_000);
  });
});

describe('50,000 hostile events', () => {
  it('leave facts of bounded size', () => {
    const collector = new FactCollector({ agent: 'claude-code' });
    for (let index = 0; index < 50_000; index += HOSTILE.length) {
      for (const [at, make] of HOSTILE.entries()) {
        const mark = `${index}-${at}`;
        for (const event of events(make(mark))) collector.event({ ...event, offset: index * 1000 + at });
      }
    }
    expect(bytesOf(collector.facts())).toBeLessThan(330_000);
    expect(bytesOf(collector.state().openCalls)).toBeLessThan(60_000);
  });
});

const LONG = '"\\\u0000门🚀'.repeat(300);

const HOSTILE: readonly ((mark: string) => EventBody | EventBody[])[] = [
  (mark) =>
    user(
      `Never open ${mark}. ${LONG}. Let's use ${mark} instead of ${LONG.slice(0, 90)}\n1. ${LONG}\n2. ${LONG}`,
    ),
  (mark) =>
    agent(
      `${mark} did not work. Instead, ${LONG.slice(0, 99)}. Decided to ${mark}. \`n${LONG}\` https://a.b/${mark}${'c'.repeat(150)}`,
    ),
  (mark) =>
    ran(
      `./do-${mark} ${'"\\\\'.repeat(60)} && git push ${mark} ${'x'.repeat(140)}`,
      `FAIL ${mark}/${LONG.slice(0, 90)}`,
    ),
  (mark) => ran(`make ${mark}`, `Error: ${mark.replace(/\d/g, 'q')} ${LONG.slice(0, 120)}`, 2),
  (mark) => did({ type: 'edit', paths: [`${mark}/${LONG.slice(0, 250)}.ts`] }),
  (mark) => refused({ type: 'command', command: `${mark}${LONG}` }, `don't ${mark} ${LONG}`),
  (mark) => ({ kind: 'answer', question: `${mark}${LONG}`, answer: LONG }),
  (mark) => wholeList({ id: `${mark}${LONG}`, text: `${mark}${LONG}`, status: 'completed' }),
  (mark) => ({ kind: 'recap', of: 'session', text: `${mark}${LONG.repeat(9)}` }),
  (mark) => ({ kind: 'session', title: `${mark}${LONG}`, cwd: `/${LONG}`, branch: LONG }),
  (mark) => ({
    kind: 'tool-call',
    callId: mark,
    tool: LONG,
    action: { type: 'command', command: `x ${LONG}` },
  }),
];

describe('a text of hostile length or shape', () => {
  const PIECES = [
    'a',
    ' ',
    '\n',
    '```',
    '`',
    '"',
    "'",
    '(',
    '$(',
    '-',
    '1) ',
    '- ',
    '. ',
    'and ',
    'never mind. ',
    'Never push. ',
    "let's use a. ",
    'it did not work. ',
    'use x not ',
    'http://',
    '#1 ',
    'aA',
    '_a',
    '1.',
    'a=b ',
    'FAIL x\n',
    '\u0000',
    '\ud83d',
    '门',
    'git commit -m ',
    'cat <<X\n',
    'sed -i ',
  ];

  const tell = (text: string): EventBody[] => [
    user(text),
    agent(text),
    ...ran(text, text, 1),
    ...ran(`npm test | ${text.slice(0, 1000)}`, text),
    ...refused({ type: 'search', pattern: text, paths: [text] }, text),
    { kind: 'answer', question: text, answer: text },
    wholeList({ text, status: 'completed' }),
    { kind: 'plan', state: 'proposed', text },
    { kind: 'recap', of: 'session', text },
  ];

  const milliseconds = (text: string): number => {
    const start = performance.now();
    collect(events(tell(text)));
    return performance.now() - start;
  };

  it.each(PIECES)('never throws, and takes time in proportion: %j repeated', (piece) => {
    const text = (chars: number): string => piece.repeat(Math.ceil(chars / piece.length));
    milliseconds(text(2000));
    // Quadratic time would be 256 times as much for 16 times the text; the constant covers a slow start.
    expect(milliseconds(text(320_000))).toBeLessThan(80 * milliseconds(text(20_000)) + 400);
  });
});
