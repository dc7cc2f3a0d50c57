import type { ToolAction } from '../session/events.ts';
import { writtenText } from './written-text.ts';

/** Of a long patch only the beginning is looked at for what it writes. */
const MAX_PATCH_CHARS = 20_000;
const BEGIN = '*** Begin Patch';
const FILE_LINE = /^\*\*\* (Update File|Add File|Delete File|Move to): (.+)$/gm;

/** Whether a command is only there to hand a patch to `apply_patch`. */
export function isPatchCommand(command: string): boolean {
  return command.includes(BEGIN) && /\bapply_?patch\b/.test(command);
}

/** What a patch in Codex's own format does, by kind of change. A moved file is written anew, and deleted. */
export function patchActions(patch: string): ToolAction[] {
  const edit: string[] = [];
  const write: string[] = [];
  const gone: string[] = [];
  for (const [, kind, name = ''] of patch.matchAll(FILE_LINE)) {
    const path = name.trim();
    if (kind === 'Update File') edit.push(path);
    else if (kind === 'Add File') write.push(path);
    else if (kind === 'Delete File') gone.push(path);
    else {
      write.push(path);
      gone.push(...edit.splice(-1));
    }
  }
  return actions({ edit, write, gone }, writtenText(addedLines(patch)));
}

function addedLines(patch: string): string {
  return patch.slice(0, MAX_PATCH_CHARS).replace(/^(?:[^+].*|\+)?(?:\n|$)|^\+/gm, '');
}

/** The same from the `changes` of a `patch_apply_end` event. */
export function changeActions(changes: readonly (readonly [string, unknown])[]): ToolAction[] {
  const ofType = (type: string): string[] =>
    changes.flatMap(([path, change]) => (change === type ? [path] : []));
  return actions({ edit: ofType('update'), write: ofType('add'), gone: ofType('delete') });
}

/** The text of the whole patch goes to its first action. */
function actions(paths: { edit: string[]; write: string[]; gone: string[] }, text?: string): ToolAction[] {
  const found: ToolAction[] = [];
  if (paths.edit.length > 0) found.push({ type: 'edit', paths: paths.edit, text });
  if (paths.write.length > 0)
    found.push({ type: 'write', paths: paths.write, text: found.length === 0 ? text : undefined });
  if (paths.gone.length > 0) found.push({ type: 'delete', paths: paths.gone });
  return found;
}
