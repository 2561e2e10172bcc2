import { h } from "./element";
import { announce } from "./status";

/** Put the first lines into a list; a button for the next ones, and how many there are in all. The focus goes to what can
 * be pressed in the first of those that come. */
export function paged<T>(list: HTMLElement, all: T[], size: number, line: (each: T) => HTMLElement): HTMLElement | null {
  const addPage = () => {
    const from = list.childElementCount;
    list.append(...all.slice(from, from + size).map(line));
    return list.children[from] as HTMLElement | undefined;
  };
  addPage();
  if (list.childElementCount >= all.length) return null;
  const note = h("span", { class: "note" });
  const showCount = () => { note.textContent = `${list.childElementCount.toLocaleString("en")} of ${all.length.toLocaleString("en")}`; };
  const button = h("button", { type: "button", click: () => {
    const first = addPage();
    showCount();
    announce(note.textContent!);
    first?.querySelector<HTMLElement>("a, button")?.focus();
    if (list.childElementCount >= all.length) button.remove();
  } }, "Show more");
  showCount();
  return h("p", { class: "row" }, note, button);
}
