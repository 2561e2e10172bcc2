import { type JudgementResult, Problem } from "../source/answers";
import { h, replace } from "./element";

const announcements = h("div", { class: "status", role: "status", "aria-live": "polite" });

const behindRegion = h("div");
const warning = h("div", { role: "alert" }, behindRegion);

export function statusRegion(): HTMLElement {
  return announcements;
}

/** Where it stands that a store does not follow, and what has to be seen wherever one is. */
export function warningRegion(): HTMLElement {
  return warning;
}

/** Tell what went wrong: in the box of what was tried, or wherever one is where that is gone. What one has left already
 * is told with the `words` for it and the way back, and stays until one closes it. */
export function showProblem(error: unknown, box: HTMLElement, href: string | null, words: string, isLeft = !box.isConnected): void {
  (box.isConnected ? box : warning).append(isLeft ? closableBox(error, href, words) : problemBox(error));
}

function closableBox(error: unknown, href: string | null, words: string): HTMLElement {
  const box = problemBox(error);
  box.append(" ", href ? h("a", { href }, words) : words, " ", h("button", { type: "button", class: "close", click: () => box.remove() }, "Close"));
  return box;
}

/** What was told last. */
export function announced(): string {
  return announcements.textContent ?? "";
}

/** Tell who cannot see what has changed. */
export function announce(words: string): void {
  announcements.textContent = words;
}

/** Tell what has been kept; and, until it is so no more, that a store does not follow. */
export function showSaved({ behind }: JudgementResult, words: string): void {
  announce(words);
  replace(behindRegion, Object.entries(behind ?? {}).map(([language, why]) =>
    h("div", { class: "problem" },
      h("strong", {}, `It is kept, but the store that speaks ${language === "sparql" ? "SPARQL" : "Cypher"} is behind.`), ` ${why} Then `,
      h("code", {}, "kg store sync"), ", or the next question, brings it up.")));
}

export function problemBox(error: unknown): HTMLElement {
  const known = error instanceof Problem;
  return h(
    "div",
    { class: "problem", role: "alert" },
    h("strong", {}, known ? error.title : "Something went wrong in this page."),
    " ",
    known ? error.nextStep : String(error instanceof Error ? error.message : error),
  );
}

export function emptyBox(...words: (string | Node)[]): HTMLElement {
  return h("div", { class: "empty" }, ...words);
}
