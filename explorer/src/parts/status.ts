import { type JudgementResult, Problem } from "../source/answers";
import { factHref } from "../browser/address";
import { h, replace } from "./element";
import { count, shortened } from "./words";

const MOST_FACTS = 5;
const MOST_WORDS = 90;

const announcements = h("div", { class: "status", role: "status", "aria-live": "polite" });

const savedRegion = h("div");
const warning = h("div", { role: "alert" }, savedRegion);

export function statusRegion(): HTMLElement {
  return announcements;
}

/** The place for warnings that have to be seen in every view: a store that lags behind, or a decision that failed elsewhere. */
export function warningRegion(): HTMLElement {
  return warning;
}

/** Show what went wrong in the `box`, or in the warning region if the box has left the page. If the user has gone elsewhere since
 * (`isLeft`), the message ends with the `words`, linked to `href`, and stays until it is closed. */
export function showProblem(error: unknown, box: HTMLElement, href: string | null, words: string, isLeft = !box.isConnected): void {
  (box.isConnected ? box : warning).append(isLeft ? closableBox(error, href, words) : problemBox(error));
}

function closableBox(error: unknown, href: string | null, words: string): HTMLElement {
  const box = problemBox(error);
  box.append(" ", href ? h("a", { href }, words) : words, " ", h("button", { type: "button", class: "close", click: () => box.remove() }, "Close"));
  return box;
}

/** What was announced last. */
export function announced(): string {
  return announcements.textContent ?? "";
}

/** Announce a change to users of a screen reader. */
export function announce(words: string): void {
  announcements.textContent = words;
}

/** Announce what was saved, and show what to look at again and which stores lag behind, until the next decision shows otherwise. */
export function showSaved({ behind, cautions = [] }: JudgementResult, words: string): void {
  announce(words);
  const lagging = Object.entries(behind ?? {}).map(([language, why]) =>
    h("div", { class: "problem" },
      h("strong", {}, `Saved, but the ${language === "sparql" ? "SPARQL" : "Cypher"} store is behind.`), ` ${why} Then `,
      h("code", {}, "kg store sync"), ", or the next question, brings it up to date."));
  const doubtful = cautions.map((caution) => h("div", { class: "problem" }, h("strong", {}, "Saved, but look again:"), ` ${caution}.`));
  replace(savedRegion, [...doubtful, ...lagging]);
}

export function problemBox(error: unknown): HTMLElement {
  const known = error instanceof Problem;
  return h(
    "div",
    { class: "problem", role: "alert" },
    h("strong", {}, known ? error.title : "Something went wrong in this page."),
    " ",
    known ? error.nextStep : String(error instanceof Error ? error.message : error),
    known ? linked(error.facts) : null,
  );
}

/** Links to the first of these facts, and how many more there are. */
function linked(facts: Problem["facts"]): (HTMLElement | string)[] {
  const links = facts.slice(0, MOST_FACTS).flatMap(({ id, words }) =>
    [" ", h("a", { href: factHref(id) }, h("bdi", {}, `“${shortened(words.replace(/\s+/g, " "), MOST_WORDS)}”`))]);
  return facts.length > MOST_FACTS ? [...links, ` and ${count(facts.length - MOST_FACTS, "more fact")}.`] : links;
}

export function emptyBox(...words: (string | Node)[]): HTMLElement {
  return h("div", { class: "empty" }, ...words);
}
