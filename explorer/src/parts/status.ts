import { Problem } from "../source/answers";
import { h } from "./element";

const region = h("div", { class: "status", role: "status", "aria-live": "polite" });

export function statusRegion(): HTMLElement {
  return region;
}

/** Tell who cannot see what has changed. */
export function tell(words: string): void {
  region.textContent = words;
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
