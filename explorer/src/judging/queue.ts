import { h } from "../parts/element";
import { count } from "../parts/words";

/** What is being kept, or waits for its turn. */
const waiting: string[] = [];
let last: Promise<void> = Promise.resolve();
const note = h("div", { class: "keeping", hidden: true });

/** Where it stands how much is not kept yet, on a line that takes its time. */
export function keepingNote(): HTMLElement {
  addEventListener("beforeunload", (event) => { if (waiting.length) event.preventDefault(); });
  return note;
}

/** Of these names those that do not wait already: what is pressed twice is meant once. */
export function notWaiting(names: string[]): string[] {
  return names.filter((name) => !waiting.includes(name));
}

/** Do one task after the other, in the order in which they were asked for; a task may not fail. */
export function inTurn(names: string[], task: () => Promise<void>): Promise<void> {
  waiting.push(...names);
  show();
  last = last.then(task).finally(() => {
    for (const name of names) waiting.splice(waiting.indexOf(name), 1);
    show();
  });
  return last;
}

function show(): void {
  note.hidden = !waiting.length;
  note.textContent = `${count(waiting.length, "decision")} not kept yet …`;
}
