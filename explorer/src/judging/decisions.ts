import { source } from "../source/source";
import { tellKept } from "../parts/status";
import { capital, count } from "../parts/words";
import type { Judging, Kept } from "../source/answers";

/** What was decided while the page is open, the last at the end: one step back takes back all that was decided at once. */
const made: string[][] = [];

export function canUndo(): boolean {
  return made.length > 0;
}

/** Make one judgement. */
export async function decide(asked: Judging): Promise<void> {
  keep(await source.judge(asked), capital(asked.verdict));
}

/** Confirm or reject many facts, all of them or none. */
export async function decideEach(verdict: "confirmed" | "rejected", facts: string[]): Promise<void> {
  keep(await source.judgeEach(verdict, facts), `${count(facts.length, "fact")} ${verdict}`);
}

/** Take back what was decided last, however many facts it was about. */
export async function undoLast(): Promise<void> {
  const last = made.pop();
  if (!last) return;
  let kept: Kept;
  try {
    kept = await source.undoEach(last);
  } catch (error) {
    made.push(last);
    throw error;
  }
  source.forget();
  tellKept(kept, last.length > 1 ? `${last.length} judgements undone` : "Undone");
}

function keep(kept: Kept, words: string): void {
  made.push(kept.ids);
  source.forget();
  tellKept(kept, words);
}
