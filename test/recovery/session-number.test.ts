import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recoveryId, sessionId } from '../../src/recovery/session-number.ts';
import { homeAt, projectHome, type ProjectHome } from '../../src/store/home.ts';
import { startMany } from '../store/processes.ts';

const scratch = (): string => mkdtempSync(join(tmpdir(), 'recovery-numbers-'));
const inHome = (root: string): ProjectHome => projectHome(homeAt(root), 'app');
const DAY = new Date('2026-05-04T23:59:59.999Z');

/** Takes numbers for some sessions, its own or those that all others take too, as soon as all have started. */
const TAKER = `
  const { sessionId } = await use('recovery/session-number.ts');
  const { homeAt, projectHome } = await use('store/home.ts');
  const [root, name, rounds, startAt, index] = words;
  while (Date.now() < Number(startAt));
  const nativeId = name === 'own' ? index : name;
  for (let round = 0; round < Number(rounds); round++)
    console.log(sessionId(projectHome(homeAt(root), 'app'), { agent: 'pi', nativeId: nativeId + '/' + round }, new Date('2026-05-04')));
`;

/** When 20 processes have started. */
const soon = (): string => String(Date.now() + 1500);

describe('the number of a session', () => {
  it('is counted for each UTC day, and stays', () => {
    const home = inHome(scratch());
    const take = (nativeId: string, at = DAY): string => sessionId(home, { agent: 'codex', nativeId }, at);
    expect(take('a')).toBe('SESSION-260504-001');
    expect(take('b')).toBe('SESSION-260504-002');
    expect(take('c', new Date('2026-05-05T00:00:00Z'))).toBe('SESSION-260505-001');
    expect(take('a')).toBe('SESSION-260504-001');
    expect(sessionId(home, { agent: 'pi', nativeId: 'a' }, DAY)).toBe('SESSION-260504-003');
  });

  it('grows beyond 999', () => {
    const home = inHome(scratch());
    sessionId(home, { agent: 'pi', nativeId: 'first' }, DAY);
    for (const number of ['998', '999']) {
      writeFileSync(join(home.sessionsDirectory, `SESSION-260504-${number}`), number);
    }
    const next = (nativeId: string): string => sessionId(home, { agent: 'pi', nativeId }, DAY);
    expect([next('x'), next('y')]).toEqual(['SESSION-260504-1000', 'SESSION-260504-1001']);
  });

  it('is counted past what does not belong there, and refused where no number is free', () => {
    const home = inHome(scratch());
    const take = (nativeId: string): string => sessionId(home, { agent: 'pi', nativeId }, DAY);
    take('first');
    for (const name of ['SESSION-260504-NaN', 'SESSION-260504-x'])
      writeFileSync(join(home.sessionsDirectory, name), '');
    mkdirSync(join(home.sessionsDirectory, 'SESSION-260504-002'));
    expect([take('second'), take('third')]).toEqual(['SESSION-260504-003', 'SESSION-260504-004']);
    const endless = '99999999999999999999999';
    for (const name of [endless, '1e+23'])
      writeFileSync(join(home.sessionsDirectory, `SESSION-260504-${name}`), '');
    expect(() => take('fourth')).toThrowError(
      expect.objectContaining({ code: 'home-unusable', hint: expect.any(String) }),
    );
  });

  it('is given to one session only, by 20 processes at once', async () => {
    const root = scratch();
    const outputs = await startMany(20, TAKER, [root, 'own', '4', soon()]);
    const numbers = outputs.flatMap((output) => output.trim().split('\n'));
    expect(new Set(numbers).size).toBe(80);
    expect(readdirSync(inHome(root).sessionsDirectory).sort()).toEqual(numbers.sort());
  });

  it('is one for a session that 20 processes ask for at once', async () => {
    const root = scratch();
    const outputs = await startMany(20, TAKER, [root, 'shared', '30', soon()]);
    expect(new Set(outputs).size).toBe(1);
    const { sessionsDirectory } = inHome(root);
    expect(readdirSync(sessionsDirectory)).toHaveLength(30);
    for (const name of readdirSync(sessionsDirectory)) {
      expect(JSON.parse(readFileSync(join(sessionsDirectory, name), 'utf8'))).toMatchObject({ agent: 'pi' });
    }
  });

  it('cannot be taken in a home that cannot be written', () => {
    const file = join(scratch(), 'file');
    writeFileSync(file, '');
    expect(() => sessionId(inHome(file), { agent: 'pi', nativeId: 'a' }, DAY)).toThrowError(
      expect.objectContaining({ code: 'home-unusable', hint: expect.stringContaining('RECOVERY_HOME') }),
    );
  });
});

it("the id of a recovery holds the session's number and the time of its last event", () => {
  expect(recoveryId('SESSION-260504-012', new Date('2026-05-05T07:08:09Z'))).toBe(
    'RECOVERY-260504-012-070809',
  );
});
