import { source } from "../source/source";
import { showSaved } from "../parts/status";
import { stored, store } from "../browser/storage";
import { capital, count } from "../parts/words";
import { type JudgementRequest, type JudgementResult, Problem, type Seen } from "../source/answers";

const KEY = "kg-decided";
/** The code of the error for a judgement id that the graph does not have. */
const UNKNOWN_JUDGEMENT = "KG-J002";
const MOST_STEPS = 100;

/** The judgement ids of each step decided in this tab, the latest last: Undo takes back a whole step. They outlast a reload, stored
 * as one line for each step. */
let steps = (stored(KEY, true) ?? "").split("\n").filter(Boolean).map((step) => step.split(" "));

export function canUndo(): boolean {
  return steps.length > 0;
}

/** Make one judgement. */
export async function decide(request: JudgementRequest, seen: Seen): Promise<void> {
  addStep(await source.judge(request, seen), () => capital(request.verdict));
}

/** Confirm or reject many facts, all of them or none. */
export async function decideEach(verdict: "confirmed" | "rejected", facts: string[], seen: Seen): Promise<void> {
  addStep(await source.judgeEach(verdict, facts, seen), (made) => `${count(made, "fact")} ${verdict}`);
}

/** Take back the last step, however many facts it was about. Steps about another graph, which was served at this address before,
 * are skipped. */
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

/** Take back these judgements. */
export async function undo(judgements: string[]): Promise<void> {
  const result = await source.undoEach(judgements);
  remember(steps.map((step) => step.filter((id) => !judgements.includes(id))).filter((step) => step.length));
  source.forget();
  showSaved(result, judgements.length > 1 ? `${judgements.length} judgements undone` : "Undone");
}

/** `words` says what so many recorded judgements have done. What the user had decided before is no step: Undo would not take it back. */
function addStep({ ids, repeats = [], cautions, behind }: JudgementResult, words: (made: number) => string): void {
  if (ids.length) remember([...steps, ids].slice(-MOST_STEPS));
  source.forget();
  const repeated = repeats.length === 1 ? repeats[0] : `you have decided so already about ${count(repeats.length, "fact")}`;
  const told = [ids.length ? [words(ids.length)] : [], repeats.length ? [`Nothing recorded: ${repeated}`] : []].flat();
  showSaved({ ids, cautions, behind }, told.join(". "));
}

function remember(newSteps: string[][]): void {
  steps = newSteps;
  store(KEY, steps.map((step) => step.join(" ")).join("\n"), true);
}
