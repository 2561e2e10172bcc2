import { h } from "../parts/element";
import { announce } from "../parts/status";

/** Fill a list with its first `size` lines. The result counts them and has a button for the next ones, which moves the focus to
 * the first link or button of the new lines; null where all are shown. */
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
