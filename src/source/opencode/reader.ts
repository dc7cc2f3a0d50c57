import type { EventBody } from '../../session/events.ts';
import type { Emit, Outcome } from '../contract.ts';
import { DocumentReader } from '../document-reader.ts';
import { parseElement, type Element } from '../elements.ts';
import { asCount, asId, asObject, asObjects, unknownKind, type JsonObject } from '../json.ts';
import { SessionFacts } from '../session-facts.ts';
import { assistantEvents, promptEvents } from './messages.ts';

const LIST_KEYS: ReadonlySet<string> = new Set(['messages']);

/** Parts of a message that are read, or that say nothing that is needed. */
const KNOWN_PARTS = new Set<unknown>([
  'text',
  'tool',
  'compaction',
  'reasoning',
  'step-start',
  'step-finish',
  'patch',
  'snapshot',
  'file',
  'agent',
  'subtask',
  'retry',
]);

/** The latest instant that a date can tell, in milliseconds. */
const MAX_INSTANT = 8.64e15;

/** Reads one exported session of OpenCode: `{ info, messages: [{ info, parts }] }`. */
export class OpenCodeReader extends DocumentReader {
  readonly #facts = new SessionFacts();
  /** From where the person took the session back. */
  #revert: { messageId: string | undefined; partId: string | undefined } | undefined;
  #isReverted = false;

  constructor() {
    super(LIST_KEYS);
  }

  protected element(element: Element, emit: Emit): Outcome[] {
    const { offset, isHead } = element;
    const object = parseElement(element);
    const info = asObject(object?.['info']);
    if (!object || !info) return [object ? this.#unknown('element') : 'malformed'];
    const at = isHead ? undefined : instant(asObject(info['time'])?.['created']);
    const parts = this.#partsLeft(info, asObjects(object['parts']));
    const events = isHead ? this.#session(info) : this.#message(info, parts);
    if (!Array.isArray(events)) return [events];
    for (const event of events) emit(at === undefined ? { ...event, offset } : { ...event, offset, at });
    const strange = parts.filter(({ type }) => !KNOWN_PARTS.has(type));
    return ['understood', ...strange.map(({ type }) => this.#unknown(`part.${String(type)}`))];
  }

  #session(info: JsonObject): EventBody[] {
    const revert = asObject(info['revert']);
    if (revert) this.#revert = { messageId: asId(revert['messageID']), partId: asId(revert['partID']) };
    return this.#patch({
      nativeId: info['id'],
      cwd: info['directory'],
      agentVersion: info['version'],
      title: info['title'],
      parentId: info['parentID'],
    });
  }

  #message(info: JsonObject, parts: readonly JsonObject[]): EventBody[] | Outcome {
    if (this.#isReverted && parts.length === 0) return 'ignored';
    switch (info['role']) {
      case 'user':
        return promptEvents(parts);
      case 'assistant':
        return [...this.#patch({ model: info['modelID'] }), ...assistantEvents(info, parts)];
      default:
        return this.#unknown(info['role']);
    }
  }

  /** The parts that were not taken back: all before the message that the person went back to, or before a part of it. */
  #partsLeft(info: JsonObject, parts: readonly JsonObject[]): readonly JsonObject[] {
    if (this.#isReverted) return [];
    const { messageId, partId } = this.#revert ?? {};
    if (messageId === undefined || info['id'] !== messageId) return parts;
    this.#isReverted = true;
    const first = partId === undefined ? 0 : parts.findIndex(({ id }) => id === partId);
    return parts.slice(0, Math.max(0, first));
  }

  #patch(found: Parameters<SessionFacts['update']>[0]): EventBody[] {
    const patch = this.#facts.update(found);
    return patch ? [patch] : [];
  }

  #unknown(kind: unknown): Outcome {
    return unknownKind(kind, this.#facts.get('agentVersion'));
  }
}

function instant(milliseconds: unknown): string | undefined {
  const count = asCount(milliseconds);
  return count === undefined || count > MAX_INSTANT ? undefined : new Date(count).toISOString();
}
