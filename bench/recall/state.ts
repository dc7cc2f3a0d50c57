import { contentTokens } from './match.ts';
import { list, object, word, type Boundary, type Session, type Step } from './session.ts';

/** What holds at a boundary whether or not the next calls used it. */
export interface StateFact {
  family: 'TODO' | 'DECN' | 'CONS';
  text: string;
}

const REFUSED = /The user doesn't want to proceed with this tool use[\s\S]*?the user said:\s*([\s\S]+)$/;
const DIRECTIVE =
  /\b(?:always|never|must|don['’]?t|do not|only|should(?:n['’]t)?|please|make sure|avoid|instead|no need|without|use|keep)\b/i;

export function stateAt(session: Session, boundary: Boundary): StateFact[] {
  const before = session.steps.slice(0, boundary.stepsBefore);
  return [
    ...openTasks(before).map((text): StateFact => ({ family: 'TODO', text })),
    ...decisions(before).map((text): StateFact => ({ family: 'DECN', text })),
    ...constraints(session, boundary).map((text): StateFact => ({ family: 'CONS', text })),
  ];
}

function openTasks(steps: readonly Step[]): string[] {
  const tasks = new Map<string, { text: string; status: string }>();
  const creating = new Map<string, string>();
  for (const step of steps) {
    if (step.kind === 'result') {
      const subject = creating.get(step.id);
      const id = /Task #(\S+) created/.exec(step.text)?.[1];
      if (subject !== undefined && id !== undefined) tasks.set(id, { text: subject, status: 'pending' });
    }
    if (step.kind !== 'call') continue;
    const whole = list(step.input['todos'] ?? step.input['plan']).map(object);
    if (whole.length > 0) {
      tasks.clear();
      for (const task of whole) {
        const text = word(task['content'] ?? task['step']);
        tasks.set(text, { text, status: word(task['status']) });
      }
    } else if (step.tool === 'TaskCreate') creating.set(step.id, word(step.input['subject']));
    else if (step.tool === 'TaskUpdate') {
      const task = tasks.get(word(step.input['taskId']));
      if (task && step.input['status'] !== undefined) task.status = word(step.input['status']);
      if (task && step.input['subject'] !== undefined) task.text = word(step.input['subject']);
    }
  }
  return [...tasks.values()]
    .filter(({ status, text }) => text !== '' && (status === 'pending' || status === 'in_progress'))
    .map(({ text }) => text);
}

/** Answers to questions, and refusals with their reasons. */
function decisions(steps: readonly Step[]): string[] {
  const asked = new Set(
    steps.flatMap((step) => (step.kind === 'call' && step.tool === 'AskUserQuestion' ? step.id : [])),
  );
  return steps.flatMap((step) => {
    if (step.kind !== 'result') return [];
    const reason = REFUSED.exec(step.text)?.[1]?.split('\n')[0]?.trim();
    if (reason) return [reason];
    if (!asked.has(step.id)) return [];
    return [...step.text.matchAll(/"([^"]{1,400})"="([^"]{1,400})"/g)].map(([, , answer = '']) => answer);
  });
}

/** Sentences of the user with a directive word that somebody, the user or the agent, says again behind the boundary. */
function constraints(session: Session, boundary: Boundary): string[] {
  const found: string[] = [];
  const later = session.steps
    .slice(boundary.stepsBefore)
    .filter(({ kind }) => kind === 'user' || kind === 'said');
  for (const step of session.steps.slice(0, boundary.stepsBefore)) {
    if (step.kind !== 'user' || isPasted(step.text)) continue;
    for (const sentence of step.text.split(/(?<=[.!?])\s+|\n+/)) {
      const words = contentTokens(sentence);
      if (
        !DIRECTIVE.test(sentence) ||
        sentence.length > 300 ||
        words.length < 4 ||
        sentence.trim().endsWith('?')
      )
        continue;
      if (later.some((other) => restates(other, words))) found.push(sentence.trim());
    }
  }
  return [...new Set(found)];
}

const MAX_TYPED_CHARS = 1000;

/** Plans, reviews and tickets that the user handed over: their sentences are no rules of the user's. */
function isPasted(text: string): boolean {
  return text.length > MAX_TYPED_CHARS || /^#{1,6} |^```/m.test(text);
}

function restates(step: Step, words: readonly string[]): boolean {
  if (step.kind === 'call' || step.kind === 'result') return false;
  const lower = step.text.toLowerCase();
  if (lower.length > 6000) return false;
  return words.filter((word) => lower.includes(word)).length / words.length >= 0.7;
}
