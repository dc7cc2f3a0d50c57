/** What planted steps are made of. */
import type { Step } from '../case.ts';
import type { SessionWriter } from './writer.ts';

const ANSWERS = ['Understood.', 'Noted, I go on.', 'All right.', 'Yes.'];

/** A person's words and a short answer that repeats none of them. */
export function said(later: number, text: string): Step<SessionWriter> {
  return {
    later,
    write: (session) => {
      session.prompt(text);
      session.reply(ANSWERS[text.length % ANSWERS.length] ?? '');
      session.endTurn();
    },
  };
}

export function replied(later: number, text: string): Step<SessionWriter> {
  return { later, write: (session) => session.reply(text) };
}

export function ran(later: number, command: string, output: string, exitCode = 0): Step<SessionWriter> {
  return { later, write: (session) => session.run(command, output, exitCode) };
}
