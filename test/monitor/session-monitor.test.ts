import { describe, expect, it } from 'vitest';
import { SessionMonitor } from '../../src/monitor/session-monitor.ts';
import { autoCompaction, event, prompt, usage } from './events.ts';

const SONNET = { model: 'claude-sonnet-4-5' };

function observing(
  events: Parameters<SessionMonitor['observe']>[0][],
  options: ConstructorParameters<typeof SessionMonitor>[0] = { agent: 'claude-code' },
): SessionMonitor {
  const monitor = new SessionMonitor(options);
  for (const next of events) monitor.observe(next);
  return monitor;
}

describe('the status of a session', () => {
  it('knows nothing before the first model call', () => {
    expect(observing([prompt()]).status()).toMatchObject({
      justCompacted: false,
      estimated: false,
      compactions: 0,
      shouldPrepare: false,
    });
    expect(observing([prompt()]).status()).not.toHaveProperty('usedTokens');
  });

  it('is that of the last call, never a sum', () => {
    const monitor = observing([usage(100_000, SONNET), usage(120_000, SONNET), usage(133_600, SONNET)]);
    expect(monitor.status()).toMatchObject({
      usedTokens: 133_600,
      availableTokens: 33_400,
      fraction: 0.8,
      level: 'CRITICAL',
      model: 'claude-sonnet-4-5',
      windowTokens: 200_000,
      limit: { limitTokens: 167_000, compactionPointTokens: 167_000 },
      shouldPrepare: true,
    });
  });

  it('does not know the context between a compaction and the next call', () => {
    const monitor = observing([usage(166_000, SONNET), autoCompaction(166_900)]);
    const { usedTokens, fraction, level, justCompacted, compactions } = monitor.status();
    expect({ usedTokens, fraction, level, justCompacted, compactions }).toEqual({
      usedTokens: undefined,
      fraction: undefined,
      level: undefined,
      justCompacted: true,
      compactions: 1,
    });
    monitor.observe(usage(41_000, SONNET));
    expect(monitor.status()).toMatchObject({ usedTokens: 41_000, level: 'NORMAL', justCompacted: false });
  });

  it('learns where the agent compacts', () => {
    const monitor = observing([usage(154_000, SONNET), autoCompaction(155_258), usage(50_000, SONNET)]);
    expect(monitor.status().limit).toMatchObject({ limitTokens: 155_258, compactionSource: 'learnt' });
  });

  it('learns nothing from a compaction that the person asked for', () => {
    const compaction = event({ kind: 'compaction', trigger: 'manual', tokensBefore: 82_572 });
    const monitor = observing([usage(82_000, SONNET), compaction, usage(50_000, SONNET)]);
    expect(monitor.status().limit).toMatchObject({ limitTokens: 167_000, compactionSource: 'formula' });
  });

  it('forgets a compaction point that the context has left behind', () => {
    const monitor = observing([usage(99_000, SONNET), autoCompaction(100_000), usage(111_000, SONNET)]);
    expect(monitor.status().limit).toMatchObject({ limitTokens: 167_000, compactionSource: 'formula' });
  });

  it('sees a window of a million in a context of more than 200,000', () => {
    const monitor = observing([usage(230_000, SONNET)]);
    expect(monitor.status()).toMatchObject({ windowTokens: 1_000_000, level: 'NORMAL' });
  });

  it('does not take the window of one model for that of the next', () => {
    const monitor = observing([
      usage(400_000, { model: 'claude-opus-5', windowTokens: 1_000_000 }),
      autoCompaction(966_000),
      usage(60_000, { model: 'claude-haiku-4-5' }),
    ]);
    expect(monitor.status().limit).toMatchObject({ limitTokens: 167_000, windowSource: 'table' });
  });

  it('leaves a fraction above 1 as it is, with nothing available', () => {
    const monitor = new SessionMonitor({ windowTokens: 1000 });
    monitor.recordUsage({ contextTokens: 1100 });
    expect(monitor.status()).toMatchObject({ fraction: 1.1, availableTokens: 0, level: 'EMERGENCY' });
  });

  it('does not believe in a window of nothing', () => {
    expect(observing([usage(1000, { windowTokens: 0 })]).status().windowTokens).toBe(200_000);
  });

  it('takes a window from the host even while the host does not know the usage', () => {
    const monitor = new SessionMonitor();
    monitor.recordUsage({ contextTokens: 0, windowTokens: 500_000, model: 'claude-opus-5' });
    expect(monitor.status()).toMatchObject({ windowTokens: 500_000, limit: { windowSource: 'host' } });
    expect(monitor.status()).not.toHaveProperty('usedTokens');
  });

  it.each([
    { threshold: 80 },
    { threshold: 0 },
    { threshold: Number.NaN },
    { rearmDrop: -0.1 },
    { limitTokens: 0 },
    { windowTokens: -1 },
  ])('refuses the options %j', (options) => {
    expect(() => new SessionMonitor(options)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('the burn rate', () => {
  const turns = [
    [prompt(), usage(10_000), usage(14_000)],
    [prompt(), usage(16_000), usage(20_000)],
    [prompt(), usage(22_000), usage(27_000)],
  ].flat();

  it('is the median growth from prompt to prompt', () => {
    const { burnTokensPerTurn, turnsLeft } = observing([...turns, prompt()], {
      windowTokens: 45_000,
    }).status();
    expect({ burnTokensPerTurn, turnsLeft }).toEqual({ burnTokensPerTurn: 6000, turnsLeft: 3 });
  });

  it('is unknown per turn in a single long turn, and known per call', () => {
    const calls = [10_000, 11_000, 13_000, 14_000, 15_000].map((tokens) => usage(tokens));
    const status = observing([prompt(), ...calls], { windowTokens: 20_000 }).status();
    expect(status.burnTokensPerTurn).toBeUndefined();
    expect(status).toMatchObject({ burnTokensPerCall: 1000, callsLeft: 5 });
  });

  it('starts anew after a compaction', () => {
    const status = observing([...turns, autoCompaction(), usage(9000)], { windowTokens: 45_000 }).status();
    expect(status.burnTokensPerTurn).toBeUndefined();
    expect(status.burnTokensPerCall).toBeUndefined();
  });

  it('counts the records of one call once', () => {
    const call = { kind: 'usage', callId: 'same', contextTokens: 12_000 } as const;
    const monitor = observing([usage(10_000), event(call), event(call), event(call)]);
    expect(monitor.state().growth.calls).toHaveLength(2);
  });

  it('does not take a second prompt without an answer for a turn', () => {
    const monitor = observing([usage(10_000), prompt(), prompt(), usage(15_000), prompt()]);
    expect(monitor.state().growth.turnTokens).toEqual([10_000, 15_000]);
  });

  it('tells the minutes that are left at the recent pace', () => {
    const calls = [0, 2, 4, 6].map((minute) =>
      event({ kind: 'usage', callId: `at-${minute}`, contextTokens: 10_000 + minute * 1000 }, minute),
    );
    expect(observing(calls, { windowTokens: 26_000 }).status().minutesLeft).toBe(10);
  });

  it('stays bounded however long the session is', () => {
    const long = Array.from({ length: 5000 }, (_, index) => [usage(1000 + index), prompt()]).flat();
    expect(JSON.stringify(observing(long).state()).length).toBeLessThan(4000);
  });
});

describe('agents that record no usage', () => {
  it('have an estimate, made of what the model read, and labelled', () => {
    const options = { agent: 'aider', recordsUsage: false };
    const monitor = observing(
      [prompt('x'.repeat(3530)), event({ kind: 'turn-end', reason: 'done' })],
      options,
    );
    expect(monitor.status()).toMatchObject({ usedTokens: 1000, estimated: true });
  });
});
