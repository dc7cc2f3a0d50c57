import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recover, type Outcome } from '../outcome.ts';
import { DIGITS, type Random } from '../random.ts';
import { ClaudeCodeWriter } from '../session/claude-code.ts';
import { problemsOf, type Scene } from './scene.ts';

const LIMIT_BYTES = 2048;
const PROMPT_CHARS = 8000;
/** Rules are promised 700 bytes, keys and quotes included; the last of them may not fit any more. */
const PINNED_BYTES = 500;
const RULES = 200;
const FILES = 500;

/** Whatever is in a session, the manifest keeps its size and is readable. */
export const BUDGET: readonly Scene[] = [
  {
    group: 'budget',
    name: `${RULES} rules and ${FILES} files in Chinese and emoji`,
    play: async ({ command, place, random }) => {
      const session = new ClaudeCodeWriter();
      const rules = Array.from({ length: RULES }, () => rule(random));
      for (const [index, sentence] of rules.entries()) {
        session.prompt(sentence);
        for (let file = 0; file < FILES / RULES; file++)
          session.edit(`源代码/模块🐙${index % 40}/文件🧪${random.text(DIGITS, 5)}.ts`);
        session.reply('好的。');
        session.endTurn();
      }
      const transcript = join(place.home, 'session.jsonl');
      writeFileSync(transcript, session.toText());
      const outcome = await recover(command, transcript, place);
      return typeof outcome === 'string' ? [outcome] : [...sizes(outcome), ...pinned(outcome, rules)];
    },
  },
  {
    group: 'budget',
    name: 'one task, one request and one error without an end',
    play: async ({ command, place, random }) => {
      const session = new ClaudeCodeWriter();
      session.prompt(`请看一下 ${`👩‍💻数据${random.name()}`.repeat(3000)}`);
      session.taskCreate(`任务🧵${random.name()}`.repeat(2000));
      session.run('npm test', ` FAIL  test/数据.test.ts > ${'错误💥'.repeat(20_000)}`, 1);
      const transcript = join(place.home, 'session.jsonl');
      writeFileSync(transcript, session.toText());
      const outcome = await recover(command, transcript, place);
      return typeof outcome === 'string' ? [outcome] : sizes(outcome);
    },
  },
];

function rule(random: Random): string {
  const name = random.name();
  return random.pick([
    `请不要修改 模块🐙${name} 的接口🚫。`,
    `绝对不要删除 数据表📦${name} 。`,
    `禁止在 分支🌿${name} 上强制推送！`,
    `千万别动 配置⚙️${name}.yaml 。`,
  ]);
}

export function sizes({ bytes, lines, prompt }: Outcome): string[] {
  const broken = [...lines.map(({ text }) => text), prompt].find(
    (text) => !text.isWellFormed() || text.includes('\uFFFD'),
  );
  return problemsOf(
    bytes.length >= LIMIT_BYTES && `expected less than ${LIMIT_BYTES} bytes; found ${bytes.length}`,
    prompt.length > PROMPT_CHARS &&
      `expected a prompt of at most ${PROMPT_CHARS} characters; found ${prompt.length}`,
    !isUtf8(bytes) && 'expected valid UTF-8 in the manifest',
    broken !== undefined && `expected whole characters; found ${JSON.stringify(broken.slice(0, 200))}`,
  );
}

function pinned({ lines }: Outcome, rules: readonly string[]): string[] {
  const shown = lines.filter(({ section }) => section === 'critical_context.rules').map(({ text }) => text);
  const more = Number(lines.find(({ section }) => section === 'critical_context.more_rules')?.text ?? 0);
  const strange = shown.find((text) => !rules.includes(text));
  const sizeBytes = shown.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return problemsOf(
    strange !== undefined && `expected every rule word by word; found ${JSON.stringify(strange)}`,
    shown.length + more !== RULES &&
      `expected ${RULES} rules shown or counted; found ${shown.length} and ${more} more`,
    sizeBytes < PINNED_BYTES && `expected ${PINNED_BYTES} bytes of rules at least; found ${sizeBytes}`,
  );
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
