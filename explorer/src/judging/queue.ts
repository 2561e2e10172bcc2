import { h } from "../parts/element";
import { announce } from "../parts/status";
import { count } from "../parts/words";

/** The name of taking back what was decided last. */
export const UNDO = "undo";

/** What is being kept, or waits for its turn. */
const waiting: string[] = [];
let last: Promise<void> = Promise.resolve();
const note = h("div", { class: "keeping", hidden: true });

/** Where it stands how much is not kept yet, on a line that takes its time. */
export function unsavedNote(): HTMLElement {
  addEventListener("beforeunload", (event) => { if (waiting.length) event.preventDefault(); });
  return note;
}

/** Of these names, what is done and what it is about, those that were not the last about the same: what is pressed twice is
 * meant once. */
export function withoutRepeats(names: string[]): string[] {
  const about = (name: string) => name.slice(name.lastIndexOf(" "));
  const lastWaiting = new Map(waiting.map((name) => [about(name), name]));
  return names.filter((name) => lastWaiting.get(about(name)) !== name);
}

/** Whether all is kept but what is taken back: before that nobody knows what was decided last, and it is said so. */
export function canUndoNow(): boolean {
  const left = waiting.filter((name) => name !== UNDO).length;
  if (left) announce((note.textContent = `${count(left, "decision")} not kept yet … Undo when that is done.`));
  return !left;
}

/** Do one task after the other, in the order in which they were asked for; a task may not fail. */
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
  note.textContent = `${count(waiting.length, "decision")} not kept yet …`;
}
