import { h } from "../parts/element";
import { announce } from "../parts/status";
import { count } from "../parts/words";

/** The name of an undo in the queue. */
export const UNDO = "undo";

/** The names of the decisions that are being saved or wait for their turn: what is done and the fact, as "confirmed position/…". */
const waiting: string[] = [];
let last: Promise<void> = Promise.resolve();
const note = h("div", { class: "keeping", hidden: true });

/** The note that counts unsaved decisions, for slow connections; leaving the page before they are saved asks first. */
export function unsavedNote(): HTMLElement {
  addEventListener("beforeunload", (event) => { if (waiting.length) event.preventDefault(); });
  return note;
}

/** The names without those that repeat the last waiting decision about the same fact: pressing a key twice counts once. */
export function withoutRepeats(names: string[]): string[] {
  const about = (name: string) => name.slice(name.lastIndexOf(" "));
  const lastWaiting = new Map(waiting.map((name) => [about(name), name]));
  return names.filter((name) => lastWaiting.get(about(name)) !== name);
}

/** Whether no decision but undos is waiting. Otherwise it is not known yet what was decided last, and a note says so. */
export function canUndoNow(): boolean {
  const left = waiting.filter((name) => name !== UNDO).length;
  if (left) announce((note.textContent = `${count(left, "decision")} not saved yet … Undo when that is done.`));
  return !left;
}

/** Run the task after all earlier ones; a task must not fail. */
export function inTurn(names: string[], task: () => Promise<void>): Promise<void> {
  waiting.push(...names);
  fillNote();
  last = last.then(task).finally(() => {
    for (const name of names) waiting.splice(waiting.indexOf(name), 1);
    fillNote();
  });
  return last;
}

function fillNote(): void {
  note.hidden = !waiting.length;
  note.textContent = `${count(waiting.length, "decision")} not saved yet …`;
}
