import type { EventBody } from '../../session/events.ts';
import { fingerprint } from '../fingerprint.ts';
import { asArray, asId, asObject } from '../json.ts';
import { typedMessage, typedText } from './user-text.ts';

/** Prompts that can wait for the model's answer at once. */
const MAX_UNANSWERED = 16;

/**
 * Prompts are recorded as an event, as a message to the model, or both, and the message also holds what the harness
 * adds. The events are believed; messages only as long as the session has shown no such event (old versions have none).
 */
export class Prompts {
  #hasEvents: boolean;
  /** Fingerprints of the prompts since the model last did something: a second record of one of them is no news. */
  #unanswered: string[];

  constructor(state?: unknown) {
    const known = asObject(state);
    this.#hasEvents = known?.['hasEvents'] === true;
    this.#unanswered = asArray(known?.['unanswered']).flatMap((key) => asId(key) ?? []);
  }

  fromEvent(text: string): EventBody[] {
    this.#hasEvents = true;
    return this.#news(typedText(text));
  }

  fromMessage(text: string): EventBody[] {
    return this.#hasEvents ? [] : this.#news(typedMessage(text));
  }

  answered(): void {
    if (this.#unanswered.length > 0) this.#unanswered = [];
  }

  state(): unknown {
    return { hasEvents: this.#hasEvents, unanswered: this.#unanswered };
  }

  #news(text: string | undefined): EventBody[] {
    if (text === undefined) return [];
    const key = fingerprint(text);
    if (this.#unanswered.includes(key)) return [];
    this.#unanswered = [...this.#unanswered, key].slice(-MAX_UNANSWERED);
    return [{ kind: 'prompt', text, origin: 'typed' }];
  }
}
