import type { EventBody } from '../../session/events.ts';
import { asCount, asObject, asString, contentText, type JsonObject } from '../json.ts';
import { taskList } from '../tasks.ts';
import type { PromptQueue } from './prompt-queue.ts';
import { humanText } from './prompts.ts';

/** Records outside the chain that say something about the session. */
export const METADATA_TYPES: ReadonlySet<string> = new Set([
  'queue-operation',
  'ai-title',
  'custom-title',
  'agent-name',
  'pr-link',
]);

interface MetadataContext {
  /** Titles that the person gave replace the agent's, not the other way round. */
  title: { isCustom: boolean };
  queue: PromptQueue;
  offset: number;
}

/** Events of a metadata record. Prompts typed while the agent works are often recorded only here. */
export function metadataEvents(record: JsonObject, { title, queue, offset }: MetadataContext): EventBody[] {
  switch (record['type']) {
    case 'queue-operation':
      return queueEvents(record, queue, offset);
    case 'pr-link': {
      const url = asString(record['prUrl']);
      return url === undefined ? [] : [{ kind: 'link', url }];
    }
    case 'custom-title':
      title.isCustom = true;
      return titleEvents(asString(record['customTitle']));
    case 'ai-title':
      return title.isCustom ? [] : titleEvents(asString(record['aiTitle']));
    default:
      return [];
  }
}

function titleEvents(title: string | undefined): EventBody[] {
  return title === undefined ? [] : [{ kind: 'session', title }];
}

function queueEvents(record: JsonObject, queue: PromptQueue, offset: number): EventBody[] {
  const operation = record['operation'];
  if (operation === 'dequeue' || operation === 'remove') queue.take();
  if (operation === 'popAll') queue.withdrawAll();
  if (operation !== 'enqueue') return [];
  const said = humanText(asString(record['content']) ?? '');
  const text = said?.text.startsWith('/') ? undefined : said?.text;
  queue.add(text, offset);
  return text === undefined ? [] : [{ kind: 'prompt', text, origin: 'queued' }];
}

/** Events of an `attachment`: prompts delivered from the queue, and snapshots of the task list. */
export function attachmentEvents(attachment: JsonObject | undefined): EventBody[] {
  switch (attachment?.['type']) {
    case 'queued_command': {
      const said = humanText(contentText(attachment['prompt']));
      return said ? [{ kind: 'prompt', text: said.text, origin: 'queued' }] : [];
    }
    case 'task_reminder':
      return [{ kind: 'tasks', whole: true, tasks: taskList(attachment['content']) }];
    default:
      return [];
  }
}

export function systemEvents(record: JsonObject): EventBody[] {
  switch (record['subtype']) {
    case 'compact_boundary': {
      const metadata = asObject(record['compactMetadata']);
      const trigger = metadata?.['trigger'];
      return [
        {
          kind: 'compaction',
          trigger: trigger === 'auto' || trigger === 'manual' ? trigger : undefined,
          tokensBefore: asCount(metadata?.['preTokens']),
        },
      ];
    }
    case 'away_summary': {
      const text = asString(record['content']);
      return text === undefined ? [] : [{ kind: 'recap', of: 'session', text }];
    }
    case 'turn_duration':
    case 'stop_hook_summary':
      return [{ kind: 'turn-end', reason: 'done' }];
    default:
      return [];
  }
}
