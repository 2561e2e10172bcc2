import { source } from "../source/source";
import { tell } from "../parts/status";
import { capital, count } from "../parts/words";
import type { Judging } from "../source/answers";

/** What was decided while the page is open, the last at the end: one step back takes back all that was decided at once. */
const made: string[][] = [];

export function canUndo(): boolean {
  return made.length > 0;
}

/** Make one judgement. */
export async function decide(asked: Judging): Promise<void> {
  keep([(await source.judge(asked)).id], capital(asked.verdict));
}

/** Confirm or reject many facts, all of them or none. */
export async function decideEach(verdict: "confirmed" | "rejected", facts: string[]): Promise<void> {
  keep(await source.judgeEach(verdict, facts), `${count(facts.length, "fact")} ${verdict}`);
}

/** Take back what was decided last, however many facts it was about. */
export async function undoLast(): Promise<void> {
  const last = made.pop();
  if (!last) return;
  try {
    await source.undoEach(last);
  } catch (error) {
    made.push(last);
    throw error;
  }
  source.forget();
  tell(last.length > 1 ? `${last.length} judgements undone` : "Undone");
}

function keep(judgements: string[], words: string): void {
  made.push(judgements);
  source.forget();
  tell(words);
}
