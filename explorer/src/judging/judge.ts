import { source } from "../source/source";
import { h, replace } from "../parts/element";
import { problemBox } from "../parts/status";
import { capital } from "../parts/words";
import type { Fact, Judging, Vocabulary } from "../source/answers";
import { canUndo, decide, undoLast } from "./decisions";

type Field = Vocabulary["fields"][string][number];

/** Words that were selected, where they stand, and what the form's field has been given in their place. */
interface Selected {
  words: string;
  span: string;
  given: string;
}

/** What people decide about the facts of a document: the judgements of the record, and nothing of its own. */
export class Judge {
  private busy = false;

  constructor(
    private readonly document: string,
    private readonly changed: (fact: string | null) => Promise<void>,
  ) {}

  private say(asked: Judging, box: HTMLElement): Promise<void> {
    return this.trying(() => decide(asked), asked.verdict === "added" || asked.verdict === "corrected" ? null : asked.about, box);
  }

  private undo(box: HTMLElement): Promise<void> {
    return this.trying(undoLast, null, box);
  }

  /** Decide, and show what has changed; what is clicked before that is done was the same click. */
  private async trying(task: () => Promise<void>, shown: string | null, box: HTMLElement): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    box.querySelector(".problem")?.remove();
    try {
      await task();
      await this.changed(shown);
    } catch (error) {
      box.append(problemBox(error));
    }
    this.busy = false;
  }

  /** The buttons of a fact. */
  buttons(fact: Fact): HTMLElement {
    const box = h("div", { class: "judging" });
    const about = fact.id;
    // The second half of a double click may find another button in the place of the first.
    const once = (act: () => Promise<void>) => (event: MouseEvent) => { if (event.detail < 2) void act(); };
    box.append(
      h("p", { class: "row" },
        h("button", { type: "button", title: "c", click: once(() => this.say({ verdict: "confirmed", about }, box)) }, "Confirm"),
        h("button", { type: "button", title: "x", click: once(() => this.say({ verdict: "rejected", about }, box)) }, "Reject"),
        h("button", { type: "button", click: () => void this.form(box, fact.heading, "corrected", about, fact) }, "Correct…"),
        canUndo() ? h("button", { type: "button", title: "u", click: once(() => this.undo(box)) }, "Undo") : null),
    );
    return box;
  }

  /** A form that makes a fact of words that were selected by hand, at this span of the document. */
  adding(words: string, span: string): HTMLElement {
    const box = h("div", { class: "judging" });
    void this.form(box, "position", "added", this.document, null, { words, span, given: words });
    return box;
  }

  private async form(box: HTMLElement, heading: string, verdict: "corrected" | "added", about: string, fact: Fact | null, chosen: Selected = { words: "", span: "", given: "" }): Promise<void> {
    const { fields } = await source.vocabulary();
    const inputs = new Map<string, HTMLInputElement | HTMLSelectElement>();
    const field = (each: Field) => {
      const now = fact ? valueOf(fact, each.name) : "";
      const input = each.choices.length
        ? h("select", {}, verdict === "corrected" ? h("option", { value: "" }, `as it is${now ? `: ${now}` : ""}`) : each.needed ? null : h("option", { value: "" }, "none"), each.choices.map((choice) => h("option", { value: choice }, choice)))
        : h("input", { type: each.kind === "a day" ? "date" : "text", dir: "auto", placeholder: now, value: "" });
      inputs.set(each.name, input);
      return h("label", { class: "field" }, `${capital(each.name)}${each.needed && verdict === "added" ? " (needed)" : ""}`, input, h("small", {}, each.choices.length ? "" : each.kind));
    };
    const proof = h("input", { type: "text", dir: "auto", value: chosen.given });
    const why = h("input", { type: "text", dir: "auto" });
    const choose = h("select", { change: () => void this.form(box, choose.value, verdict, about, fact, { ...chosen, given: proof.value }) }, Object.keys(fields).map((each) => h("option", { value: each, selected: each === heading }, each)));
    replace(box, h("form", { class: "judging-form", submit: (event: Event) => {
      event.preventDefault();
      const values: Record<string, unknown> = {};
      for (const each of fields[heading]) {
        const given = inputs.get(each.name)!.value.trim();
        if (given) values[each.name] = each.kind === "actors" || each.kind === "issues" ? given.split(/\s*;\s*/) : given;
      }
      // The same words may stand elsewhere, too.
      const proved = proof.value.trim();
      if (proved) values.evidence = proved === chosen.words ? chosen.span : proved;
      const asked: Judging = { verdict, about, values, why: why.value };
      if (verdict === "added") asked.heading = heading;
      void this.say(asked, box);
    } },
      verdict === "added" ? h("label", { class: "field" }, "What it is", choose) : null,
      fields[heading].map(field),
      h("label", { class: "field" }, verdict === "added" ? "Words that prove it (needed)" : "Other words that prove it", proof),
      h("label", { class: "field" }, "Why", why),
      h("p", { class: "note" }, "Several actors or issues: with ; between them. What is left empty stays as it is."),
      h("button", { type: "submit", class: "main" }, verdict === "added" ? "Add" : "Correct")));
    box.querySelector<HTMLElement>("select, input")?.focus();
  }
}

function valueOf(fact: Fact, name: string): string {
  if (name === "stance" || name === "kind") return fact.kind ?? "";
  if (name === "modality" || name === "status") return fact.modality ?? "";
  if (name === "date") return fact.date ?? "";
  if (name === "matter" || name === "title" || name === "label") return fact.words ?? "";
  return fact.actors.find(({ role }) => role === name)?.id ?? "";
}
