import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SessionMonitor, type TriggerName } from '../../src/monitor/session-monitor.ts';
import { autoCompaction, event, prompt, usage } from './events.ts';

function watched(options: ConstructorParameters<typeof SessionMonitor>[0] = {}) {
  const fired: TriggerName[] = [];
  const monitor = new SessionMonitor({
    windowTokens: 1000,
    onTrigger: (trigger) => fired.push(trigger),
    ...options,
  });
  return { monitor, fired };
}

function work(monitor: SessionMonitor, minutes: number[]): void {
  for (const minute of minutes) monitor.observe(event({ kind: 'reply', text: 'Done' }, minute));
}

function everyFourMinutes(from: number, to: number): number[] {
  return Array.from({ length: Math.floor((to - from) / 4) + 1 }, (_, index) => from + index * 4);
}

describe('the pressure trigger', () => {
  it('tells the callback where the session stands at the crossing', () => {
    const seen: (number | undefined)[] = [];
    const monitor = new SessionMonitor({
      windowTokens: 1000,
      threshold: 0.5,
      onThreshold: ({ fraction }) => seen.push(fraction),
    });
    for (const tokens of [499, 500, 900]) monitor.recordUsage({ contextTokens: tokens });
    expect(seen).toEqual([0.5]);
    expect(monitor.status()).toMatchObject({ shouldPrepare: true, reasons: ['pressure'] });
  });

  it('is armed again by a fall of 15 points, not by a smaller one', () => {
    const { monitor, fired } = watched();
    for (const tokens of [800, 651, 800]) monitor.observe(usage(tokens));
    expect(fired).toEqual(['pressure']);
    for (const tokens of [650, 800]) monitor.observe(usage(tokens));
    expect(fired).toEqual(['pressure', 'pressure']);
  });

  it('is armed again by a compaction', () => {
    const { monitor, fired } = watched();
    for (const next of [usage(850), autoCompaction(), usage(810)]) monitor.observe(next);
    expect(fired).toEqual(['pressure', 'pressure']);
  });

  it('is no reason any more once the agent has compacted', () => {
    const { monitor } = watched();
    for (const next of [usage(850), autoCompaction()]) monitor.observe(next);
    expect(monitor.status()).toMatchObject({ shouldPrepare: false, reasons: [] });
  });

  it('lets the callback answer by a preparation at once', () => {
    const monitor: SessionMonitor = new SessionMonitor({
      windowTokens: 1000,
      onThreshold: () => monitor.prepared(),
    });
    monitor.observe(usage(900));
    expect(monitor.status().shouldPrepare).toBe(false);
  });

  it('fires exactly once per crossing, whatever the session does', () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 1200 }) },
      { weight: 1, arbitrary: fc.constant('compaction' as const) },
    );
    const setting = fc.record({
      threshold: fc.integer({ min: 1, max: 10 }).map((tenths) => tenths / 10),
      rearmDrop: fc.constantFrom(0, 0.15, 0.3),
      steps: fc.array(step, { maxLength: 60 }),
    });
    fc.assert(
      fc.property(setting, ({ threshold, rearmDrop, steps }) => {
        const { monitor, fired } = watched({ threshold, rearmDrop });
        let firedBefore = 0;
        let crossed = false; // since the trigger was last armed
        for (const next of steps) {
          monitor.observe(next === 'compaction' ? autoCompaction() : usage(next));
          const fraction = next === 'compaction' ? -Infinity : next / 1000;
          if (fraction < threshold && fraction <= threshold - rearmDrop) {
            firedBefore = fired.length;
            crossed = false;
          }
          crossed ||= fraction >= threshold;
          expect(fired.length - firedBefore).toBe(crossed ? 1 : 0);
        }
      }),
    );
  });

  it('fires the same when the monitor is stored and restored between any two events', () => {
    const steps = fc.array(fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.constant(undefined)), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, (sizes) => {
        const whole = watched();
        const parts = watched();
        let restored = parts.monitor;
        for (const size of sizes) {
          const next = size === undefined ? autoCompaction(900) : usage(size);
          whole.monitor.observe(next);
          restored.observe(next);
          const state = JSON.parse(JSON.stringify(restored.state()));
          restored = new SessionMonitor({
            windowTokens: 1000,
            onTrigger: (trigger) => parts.fired.push(trigger),
            state,
          });
        }
        expect(parts.fired).toEqual(whole.fired);
        expect(restored.status()).toEqual(whole.monitor.status());
      }),
    );
  });
});

describe('the active-time trigger', () => {
  it('fires after two hours of work, and again after two more', () => {
    const { monitor, fired } = watched();
    work(monitor, everyFourMinutes(0, 119));
    expect(fired).toEqual([]);
    work(monitor, everyFourMinutes(120, 236));
    expect(fired).toEqual(['active-time']);
    work(monitor, [240]);
    expect(fired).toEqual(['active-time', 'active-time']);
  });

  it('does not count breaks of more than five minutes', () => {
    const { monitor, fired } = watched();
    work(monitor, [0, 5, 11, 300, 305]);
    expect(monitor.status().activeMs).toBe(10 * 60_000);
    expect(fired).toEqual([]);
  });

  it('counts from the last preparation', () => {
    const { monitor, fired } = watched();
    work(monitor, everyFourMinutes(0, 100));
    monitor.prepared();
    work(monitor, everyFourMinutes(104, 216));
    expect(fired).toEqual([]);
    work(monitor, [220]);
    expect(fired).toEqual(['active-time']);
  });

  it('never runs back when a record is stamped before the one in front of it', () => {
    const { monitor } = watched();
    work(monitor, [0, 4, 2, 4, 6]);
    expect(monitor.status().activeMs).toBe(6 * 60_000);
  });

  it('knows the time of a loop of one’s own by the clock that it is given', () => {
    let nowMs = 0;
    const { monitor, fired } = watched({ now: () => nowMs, activeLimitMs: 60_000 });
    for (nowMs = 0; nowMs <= 60_000; nowMs += 20_000) monitor.recordUsage({ contextTokens: 10 });
    expect(fired).toEqual(['active-time']);
  });
});

describe('the other triggers', () => {
  it('take two requests within ten seconds for one', () => {
    let nowMs = 0;
    const { monitor, fired } = watched({ now: () => nowMs });
    monitor.requestPreparation();
    nowMs = 9_999;
    monitor.requestPreparation();
    expect(fired).toEqual(['request']);
    nowMs = 10_000;
    monitor.requestPreparation();
    expect(fired).toEqual(['request', 'request']);
  });

  it('end a session once, and again only when it went on', () => {
    const { monitor, fired } = watched();
    monitor.endSession();
    monitor.endSession();
    expect(fired).toEqual(['session-end']);
    monitor.observe(prompt());
    expect(monitor.status().reasons).toEqual([]);
    monitor.endSession();
    expect(fired).toEqual(['session-end', 'session-end']);
  });

  it('announce a compaction once, whether or not it follows', () => {
    const { monitor, fired } = watched();
    monitor.beforeCompaction();
    monitor.beforeCompaction();
    monitor.observe(autoCompaction());
    monitor.beforeCompaction();
    monitor.observe(usage(100));
    monitor.beforeCompaction();
    expect(fired).toEqual(['compaction', 'compaction', 'compaction']);
  });

  it('stay reasons until the session has been prepared', () => {
    const { monitor } = watched();
    monitor.observe(usage(900));
    monitor.requestPreparation();
    expect(monitor.status().reasons).toEqual(['pressure', 'request']);
    monitor.prepared();
    expect(monitor.status()).toMatchObject({ shouldPrepare: false, reasons: [] });
  });
});
