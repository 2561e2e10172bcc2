import { source } from "../source/source";
import { tellKept } from "../parts/status";
import { stored, store } from "../parts/theme";
import { capital, count } from "../parts/words";
import type { Judging, Kept } from "../source/answers";

const KEY = "kg-decided";
/** So many steps are kept. */
const STEPS = 100;

/** What was decided in this tab, the last at the end: one step back takes back all that was decided at once. It outlasts
 * a page that is loaded anew. */
let made: string[][] = JSON.parse(stored(KEY, true) ?? "[]");

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
  const last = made.at(-1);
  if (last) await undo(last);
}

/** Take these judgements back. */
export async function undo(judgements: string[]): Promise<void> {
  const kept = await source.undoEach(judgements);
  remember(made.map((lot) => lot.filter((id) => !judgements.includes(id))).filter((lot) => lot.length));
  source.forget();
  tellKept(kept, judgements.length > 1 ? `${judgements.length} judgements undone` : "Undone");
}

function keep(kept: Kept, words: string): void {
  remember([...made, kept.ids].slice(-STEPS));
  source.forget();
  tellKept(kept, words);
}

function remember(lots: string[][]): void {
  made = lots;
  store(KEY, JSON.stringify(made), true);
}
