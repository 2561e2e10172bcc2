import { source } from "../source/source";
import { showSaved } from "../parts/status";
import { stored, store } from "../parts/theme";
import { capital, count } from "../parts/words";
import { type JudgementRequest, type JudgementResult, Problem, type Seen } from "../source/answers";

const KEY = "kg-decided";
/** The code of an error: the graph has no judgement of this id. */
const UNKNOWN_JUDGEMENT = "KG-J002";
/** So many steps are kept. */
const MOST_STEPS = 100;

/** What was decided in this tab, the last at the end: one step back takes back all that was decided at once. It outlasts
 * a page that is loaded anew; it is stored as a line for each step. */
let steps = (stored(KEY, true) ?? "").split("\n").filter(Boolean).map((lot) => lot.split(" "));

export function canUndo(): boolean {
  return steps.length > 0;
}

/** Make one judgement. */
export async function decide(asked: JudgementRequest, seen: Seen): Promise<void> {
  keep(await source.judge(asked, seen), capital(asked.verdict));
}

/** Confirm or reject many facts, all of them or none. */
export async function decideEach(verdict: "confirmed" | "rejected", facts: string[], seen: Seen): Promise<void> {
  keep(await source.judgeEach(verdict, facts, seen), `${count(facts.length, "fact")} ${verdict}`);
}

/** Take back what was decided last, however many facts it was about; what was decided of another graph that was served at
 * this address is passed over. */
export async function undoLast(): Promise<void> {
  const last = steps.at(-1);
  if (!last) return;
  try {
    await undo(last);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== UNKNOWN_JUDGEMENT) throw error;
    remember(steps.slice(0, -1));
    await undoLast();
  }
}

/** Take these judgements back. */
export async function undo(judgements: string[]): Promise<void> {
  const kept = await source.undoEach(judgements);
  remember(steps.map((lot) => lot.filter((id) => !judgements.includes(id))).filter((lot) => lot.length));
  source.forget();
  showSaved(kept, judgements.length > 1 ? `${judgements.length} judgements undone` : "Undone");
}

function keep(kept: JudgementResult, words: string): void {
  remember([...steps, kept.ids].slice(-MOST_STEPS));
  source.forget();
  showSaved(kept, words);
}

function remember(newSteps: string[][]): void {
  steps = newSteps;
  store(KEY, steps.map((lot) => lot.join(" ")).join("\n"), true);
}
