import type { Compaction, SessionEvent } from '../session/events.ts';
import { NO_ACTIVE_TIME, withEventAt } from './active-time.ts';
import { burnRate, NO_GROWTH, withCall, withPrompt } from './burn-rate.ts';
import type {
  MonitorState,
  MonitorStatus,
  SessionMonitorOptions,
  TriggerName,
  UsageReport,
} from './contract.ts';
import { calibrate, estimateContext, estimateTokens } from './estimate-tokens.ts';
import { contextBytes } from './event-text.ts';
import { pressureLevel } from './levels.ts';
import { resolveLimit, type ContextLimit } from './limit.ts';
import { MessageCounter } from './message-counter.ts';
import { withCompaction, withContext, withModel } from './model-facts.ts';
import { checkedOptions, type CheckedOptions } from './options.ts';
import { compacted, fired, NO_TRIGGERS, pressureGone, wentOn } from './triggers.ts';

export type {
  MonitorState,
  MonitorStatus,
  SessionMonitorOptions,
  TriggerName,
  UsageReport,
} from './contract.ts';

/**
 * Follows one session's use of its context and says when to prepare for its end. It is fed with the events of a
 * transcript, or from a program's own loop over an API. The context is that of the last call, never a sum.
 */
export class SessionMonitor {
  readonly #options: CheckedOptions;
  readonly #counter = new MessageCounter();
  readonly #state: MonitorState;
  /** The time of the newest event, as written: the events of a record share it. */
  #lastAt: string | undefined;
  #limitOf: { modelFacts: MonitorState['modelFacts']; limit: ContextLimit } | undefined;

  /** Throws `usage` for options that make no sense. */
  constructor(options: SessionMonitorOptions = {}) {
    this.#options = checkedOptions(options);
    this.#state = {
      compactions: 0,
      justCompacted: false,
      modelFacts: { peakTokens: 0, compactionPointsTokens: options.knownCompactionPoints ?? [] },
      growth: NO_GROWTH,
      active: NO_ACTIVE_TIME,
      triggers: NO_TRIGGERS,
      ...options.state,
    };
  }

  /** Takes the next event of a transcript. */
  observe(event: SessionEvent): void {
    if (event.at !== undefined && event.at !== this.#lastAt) {
      this.#lastAt = event.at;
      const atMs = Date.parse(event.at);
      if (!Number.isNaN(atMs)) this.#passTime(atMs);
    }
    if (event.kind === 'usage') this.#usage(event, 'recordedWindowTokens');
    else if (event.kind === 'compaction') this.#compaction(event);
    else if (event.kind === 'prompt') this.#prompt();
    else if (event.kind === 'session') {
      this.#set({ modelFacts: withModel(this.#state.modelFacts, event.model) });
    }
    if (!this.#options.recordsUsage) this.#estimate(contextBytes(event));
  }

  /** Takes what an API, or a host's status line, reported for the last model call. */
  recordUsage(usage: UsageReport): void {
    const countedTokens = this.#counter.requestSent();
    this.#passTime(this.#options.now?.());
    this.#usage(usage, 'hostWindowTokens');
    const { contextTokens } = usage;
    if (countedTokens === undefined || contextTokens === 0) return;
    const { modelFacts } = this.#state;
    const calibration = calibrate(modelFacts.calibration, { countedTokens, contextTokens });
    this.#set({ modelFacts: { ...modelFacts, calibration } });
  }

  /**
   * Counts the messages of the next request (any SDK's shape) and takes the result as an estimate of the context;
   * `recordUsage` after the call corrects it and makes the next one better. Loads a tokeniser at the first call.
   * Messages that were counted before are not counted again. Rejects with the signal's reason.
   */
  async recordMessages(
    messages: readonly unknown[],
    options: { model?: string; signal?: AbortSignal } = {},
  ): Promise<void> {
    const countedTokens = await this.#counter.count(messages, options.signal);
    if (countedTokens === undefined) return; // something newer is known by now
    this.#passTime(this.#options.now?.());
    this.#set({ modelFacts: withModel(this.#state.modelFacts, options.model) });
    const { model, calibration } = this.#state.modelFacts;
    this.#context(estimateContext(countedTokens, model, calibration), true);
  }

  /** Somebody asks for a preparation. */
  requestPreparation(): void {
    const { lastRequestMs = -Infinity } = this.#state.triggers;
    const nowMs = this.#options.now?.();
    if (nowMs !== undefined && nowMs - lastRequestMs < this.#options.debounceMs) return;
    this.#set({ triggers: { ...this.#state.triggers, lastRequestMs: nowMs } });
    this.#fire('request');
  }

  /** The agent is about to compact; fires once until it has, or has gone on without. */
  beforeCompaction(): void {
    this.#fire('compaction');
  }

  /** The session ends; fires once, unless the session goes on after all. */
  endSession(): void {
    this.#fire('session-end');
  }

  /** The session has been prepared: nothing is pending, and active time counts from here. */
  prepared(): void {
    const { triggers, active } = this.#state;
    this.#set({ triggers: { ...triggers, pending: [] }, active: { ...active, unpreparedMs: 0 } });
  }

  status(): MonitorStatus {
    const { context, modelFacts, growth, triggers, active, compactions, justCompacted } = this.#state;
    const limit = this.#limit();
    const pressure = context && pressureOf(context.tokens, limit);
    return {
      ...pressure,
      ...(pressure && burnRate(growth, pressure.availableTokens)),
      limit,
      windowTokens: limit.windowTokens,
      justCompacted,
      estimated: context?.estimated ?? false,
      model: modelFacts.model,
      compactions,
      activeMs: active.activeMs,
      shouldPrepare: triggers.pending.length > 0,
      reasons: triggers.pending,
    };
  }

  /** What a later monitor must know to go on. JSON. */
  state(): MonitorState {
    return structuredClone(this.#state);
  }

  #usage(
    { callId, contextTokens, model, windowTokens }: UsageReport & { callId?: string },
    windowFrom: 'hostWindowTokens' | 'recordedWindowTokens',
  ): void {
    const modelFacts = withModel(this.#state.modelFacts, model);
    this.#set({
      modelFacts: windowTokens ? { ...modelFacts, [windowFrom]: windowTokens } : modelFacts,
    });
    if (contextTokens === 0) return;
    const { growth, active } = this.#state;
    this.#set({ growth: withCall(growth, { callId, contextTokens, activeMs: active.activeMs }) });
    this.#context(contextTokens, false);
  }

  #compaction(compaction: Compaction): void {
    this.#set({
      context: undefined,
      compactions: this.#state.compactions + 1,
      justCompacted: true,
      modelFacts: withCompaction(this.#state.modelFacts, compaction),
      growth: NO_GROWTH,
      triggers: compacted(this.#state.triggers),
    });
  }

  #prompt(): void {
    const { context, growth, triggers } = this.#state;
    this.#set({
      growth: context ? withPrompt(growth, context.tokens) : growth,
      triggers: wentOn(triggers),
    });
  }

  #estimate(sizeBytes: number): void {
    if (sizeBytes === 0) return;
    const { context, modelFacts } = this.#state;
    this.#context((context?.tokens ?? 0) + estimateTokens(sizeBytes, modelFacts.model), true);
  }

  #context(tokens: number, estimated: boolean): void {
    const { modelFacts, triggers } = this.#state;
    this.#set({
      context: { tokens, estimated },
      justCompacted: false,
      modelFacts: estimated ? modelFacts : withContext(modelFacts, tokens),
      triggers: wentOn(triggers),
    });
    const { threshold, rearmDrop } = this.#options;
    const { fraction } = pressureOf(tokens, this.#limit());
    if (fraction >= threshold) this.#fire('pressure');
    else if (fraction <= threshold - rearmDrop) {
      this.#set({ triggers: pressureGone(this.#state.triggers) });
    }
  }

  #passTime(atMs: number | undefined): void {
    if (atMs === undefined) return;
    const active = withEventAt(this.#state.active, atMs, this.#options.idleGapMs);
    const isLong = active.unpreparedMs >= this.#options.activeLimitMs;
    this.#set({ active: isLong ? { ...active, unpreparedMs: 0 } : active });
    if (isLong) this.#fire('active-time');
  }

  #fire(trigger: TriggerName): void {
    const triggers = fired(this.#state.triggers, trigger);
    if (!triggers) return;
    this.#set({ triggers });
    const { onTrigger, onThreshold } = this.#options;
    if (trigger === 'pressure') onThreshold?.(this.status());
    onTrigger?.(trigger, this.status());
  }

  #limit(): ContextLimit {
    const { modelFacts } = this.#state;
    if (this.#limitOf?.modelFacts !== modelFacts) {
      const { agent, windowTokens, limitTokens } = this.#options;
      const limit = resolveLimit({ ...modelFacts, agent, settingWindowTokens: windowTokens, limitTokens });
      this.#limitOf = { modelFacts, limit };
    }
    return this.#limitOf.limit;
  }

  #set(change: Partial<MonitorState>): void {
    Object.assign(this.#state, change);
  }
}

function pressureOf(usedTokens: number, { limitTokens }: ContextLimit) {
  const fraction = usedTokens / limitTokens;
  const availableTokens = Math.max(0, limitTokens - usedTokens);
  return { usedTokens, availableTokens, fraction, level: pressureLevel(fraction) };
}
