import { source } from "../parts/chosen";
import { h, replace } from "../parts/element";
import { problemBox } from "../parts/status";
import { capital } from "../parts/words";
import type { Fact, Judging, Vocabulary } from "../source/answers";
import { canUndo, decide, undoLast } from "./decisions";

type Field = Vocabulary["fields"][string][number];

/** What people decide about the facts of a document: the judgements of the record, and nothing of its own. */
export class Judge {
  constructor(
    private readonly document: string,
    private readonly changed: (fact: string | null) => Promise<void>,
  ) {}

  async say(asked: Judging, box: HTMLElement): Promise<void> {
    try {
      await decide(asked);
      await this.changed(asked.verdict === "added" || asked.verdict === "corrected" ? null : asked.about);
    } catch (error) {
      box.append(problemBox(error));
    }
  }

  async undo(box: HTMLElement): Promise<void> {
    try {
      await undoLast();
      await this.changed(null);
    } catch (error) {
      box.append(problemBox(error));
    }
  }

  /** The buttons of a fact. */
  buttons(fact: Fact): HTMLElement {
    const box = h("div", { class: "judging" });
    const about = fact.id;
    box.append(
      h("p", { class: "row" },
        h("button", { type: "button", title: "c", click: () => void this.say({ verdict: "confirmed", about }, box) }, "Confirm"),
        h("button", { type: "button", title: "x", click: () => void this.say({ verdict: "rejected", about }, box) }, "Reject"),
        h("button", { type: "button", click: () => void this.form(box, fact.heading, "corrected", about, fact) }, "Correct…"),
        canUndo() ? h("button", { type: "button", title: "u", click: () => void this.undo(box) }, "Undo") : null),
    );
    return box;
  }

  /** A form that makes a fact of words that were selected by hand. */
  adding(words: string, heading = "position"): HTMLElement {
    const box = h("div", { class: "judging" });
    void this.form(box, heading, "added", this.document, null, words);
    return box;
  }

  private async form(box: HTMLElement, heading: string, verdict: "corrected" | "added", about: string, fact: Fact | null, words = ""): Promise<void> {
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
    const proof = h("input", { type: "text", dir: "auto", value: words });
    const why = h("input", { type: "text", dir: "auto" });
    const choose = h("select", { change: () => void this.form(box, choose.value, verdict, about, fact, proof.value) }, Object.keys(fields).map((each) => h("option", { value: each, selected: each === heading }, each)));
    replace(box, h("form", { class: "judging-form", submit: (event: Event) => {
      event.preventDefault();
      const values: Record<string, unknown> = {};
      for (const each of fields[heading]) {
        const given = inputs.get(each.name)!.value.trim();
        if (given) values[each.name] = each.kind === "actors" || each.kind === "issues" ? given.split(/\s*;\s*/) : each.kind === "a number" ? Number(given) : given;
      }
      if (proof.value.trim()) values.evidence = proof.value.trim();
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
  if (name === "modality" || name === "status") return fact.modality ?? fact.kind ?? "";
  if (name === "date") return fact.date ?? "";
  if (name === "matter" || name === "title" || name === "label") return fact.words ?? "";
  return fact.actors.find(({ role }) => role === name)?.id ?? "";
}
