import { factHref, href } from "../browser/address";
import { source } from "../source/source";
import { h, replace } from "../parts/element";
import { problemBox, showProblem } from "../parts/status";
import { capital } from "../parts/words";
import type { Fact, JudgementRequest, Vocabulary } from "../source/answers";
import { canUndo, decide } from "./decisions";
import type { MarkedFacts } from "./marked";
import { inTurn } from "./saving";

type Field = Vocabulary["fields"][string][number];

/** What a form starts with: the selected words, their span, and the values of its fields by name. */
interface FormStart {
  words: string;
  span: string;
  values: Map<string, string>;
}

/** The buttons and forms with which people judge the facts of a document. */
export class Judge {
  private openForm: HTMLFormElement | null = null;
  private readonly note = h("p", { class: "note", role: "alert" });
  private hasInput = false;
  private isSending = false;

  /** `changed` shows the facts after a decision; `cancelled` shows what the form had replaced. */
  constructor(
    private readonly document: string,
    private readonly marked: MarkedFacts,
    private readonly changed: () => Promise<void>,
    private readonly cancelled: () => void,
  ) {}

  /** Whether an open form has unsaved input, or is being sent. */
  get isWriting(): boolean {
    return (this.hasInput || this.isSending) && this.openForm?.isConnected === true;
  }

  /** Whether unsaved input keeps the user from going elsewhere; if so, the form says why. */
  mustStay(): boolean {
    this.note.textContent = !this.isWriting ? "" : this.isSending ? "What you have sent is not saved yet: wait until it is." : "What you have written is not saved yet: send it, or cancel.";
    return this.isWriting;
  }

  private cancel(): void {
    if (this.isSending && this.mustStay()) return;
    this.hasInput = false;
    this.cancelled();
  }

  /** Send a form, and show what has changed; until it is saved, no other form opens. */
  private async send(request: JudgementRequest, box: HTMLElement): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    box.querySelector(".problem")?.remove();
    const seen = source.seen();
    await inTurn([`${request.verdict} ${request.about}`], async () => {
      try {
        await decide(request, seen);
        this.hasInput = false;
      } catch (error) {
        showProblem(error, box, request.verdict === "added" ? href(["read", request.about]) : factHref(request.about), `Not ${request.verdict}: 1 fact`);
        return;
      } finally {
        this.isSending = false;
        this.mustStay();
      }
      this.cancelled();
      await this.changed().catch((error) => this.marked.problem.append(problemBox(error)));
    });
  }

  /** The buttons of a fact. */
  buttons(fact: Fact): HTMLElement {
    const box = h("div", { class: "judging" });
    const about = fact.id;
    // The second click of a double click may hit another button, which has taken the place of the first.
    const once = (act: () => Promise<void>) => (event: MouseEvent) => { if (event.detail < 2) void act(); };
    box.append(
      h("p", { class: "row" },
        h("button", { type: "button", title: "c", click: once(() => this.marked.decide("confirmed", [about])) }, "Confirm"),
        h("button", { type: "button", title: "x", click: once(() => this.marked.decide("rejected", [about])) }, "Reject"),
        h("button", { type: "button", click: () => { if (!this.mustStay()) void this.showForm(box, fact.heading, "corrected", about, fact); } }, "Correct…"),
        canUndo() ? h("button", { type: "button", title: "u", click: once(() => this.marked.undo()) }, "Undo") : null),
    );
    return box;
  }

  /** A form that adds a fact, proved by the selected words at this span of the document; both are empty where nothing is selected. */
  addForm(words: string, span: string): HTMLElement {
    const box = h("div", { class: "judging" });
    void this.showForm(box, "position", "added", this.document, null, { words, span, values: new Map([["evidence", words]]) });
    return box;
  }

  private async showForm(box: HTMLElement, heading: string, verdict: "corrected" | "added", about: string, fact: Fact | null, start: FormStart = { words: "", span: "", values: new Map() }): Promise<void> {
    const cancel = h("button", { type: "button", title: "Escape", click: () => this.cancel() }, "Cancel");
    let fields: Vocabulary["fields"];
    try {
      ({ fields } = await source.vocabulary());
    } catch (error) {
      replace(box, problemBox(error), cancel);
      return cancel.focus();
    }
    const inputs = new Map<string, HTMLInputElement | HTMLSelectElement>();
    const removed = new Set<string>();
    const field = (each: Field) => {
      const current = fact ? valueOf(fact, each.name) : "";
      const given = start.values.get(each.name) ?? "";
      const input = each.choices.length
        ? h("select", {}, verdict === "corrected" ? h("option", { value: "" }, `as it is${current ? `: ${current}` : ""}`) : each.needed ? null : h("option", { value: "" }, "none"), each.choices.map((choice) => h("option", { value: choice, selected: choice === given }, choice)))
        : h("input", { type: each.kind === "a day" ? "date" : "text", dir: "auto", placeholder: current, value: given });
      inputs.set(each.name, input);
      const label = h("label", { class: "field" }, `${capital(each.name)}${each.needed && verdict === "added" ? " (required)" : ""}`, input, h("small", {}, each.choices.length ? "" : each.kind));
      return fact && !each.needed && hasValue(fact, each.name) ? [label, remover(each.name, input, removed)] : label;
    };
    const labels = fields[heading].map(field);
    const evidence = h("input", { type: "text", dir: "auto", value: start.values.get("evidence") ?? "" });
    const why = h("input", { type: "text", dir: "auto", value: start.values.get("why") ?? "" });
    const currentValues = () => new Map([...start.values, ...[...inputs].map(([name, input]) => [name, input.value] as [string, string]), ["evidence", evidence.value], ["why", why.value]]);
    const headingSelect = h("select", { change: () => {
      if (this.isSending && this.mustStay()) headingSelect.value = heading;
      else void this.showForm(box, headingSelect.value, verdict, about, fact, { ...start, values: currentValues() });
    } }, Object.keys(fields).map((each) => h("option", { value: each, selected: each === heading }, each)));
    this.note.textContent = "";
    this.hasInput &&= this.isWriting;
    this.openForm = h("form", { class: "judging-form",
      input: () => { this.hasInput = true; },
      keydown: (event: KeyboardEvent) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        this.cancel();
      },
      submit: (event: Event) => {
        event.preventDefault();
        void this.send({ verdict, about, values: valuesOf(fields[heading], inputs, removed, evidence.value.trim(), start), why: why.value, ...(verdict === "added" ? { heading } : {}) }, box);
      } },
      verdict === "added" ? h("label", { class: "field" }, "Kind of fact", headingSelect) : null,
      labels,
      h("label", { class: "field" }, verdict === "added" ? "Words that prove it (required)" : "Other words that prove it", evidence),
      h("label", { class: "field" }, "Why", why),
      h("p", { class: "note" }, "Separate several actors or issues with ;.", verdict === "corrected" ? " A field left empty stays as it is." : ""),
      this.note,
      h("p", { class: "row" },
        h("button", { type: "submit", class: "main" }, verdict === "added" ? "Add" : "Correct"),
        cancel));
    replace(box, this.openForm);
    box.querySelector<HTMLElement>("select, input")?.focus();
  }
}

/** A tick that removes the value of a field. */
function remover(name: string, input: HTMLInputElement | HTMLSelectElement, removed: Set<string>): HTMLElement {
  return h("label", { class: "tick" }, h("input", { type: "checkbox", change: (event: Event) => {
    input.disabled = (event.target as HTMLInputElement).checked;
    if (input.disabled) removed.add(name);
    else removed.delete(name);
  } }), `Remove the ${name}`);
}

/** The values of the fields; an empty one clears its field. Evidence that is still the selected words is given by its span, as the same words may occur elsewhere. */
function valuesOf(fields: Field[], inputs: Map<string, HTMLInputElement | HTMLSelectElement>, removed: ReadonlySet<string>, proof: string, { words, span }: FormStart): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    const given = inputs.get(name)!.value.trim();
    if (removed.has(name)) values[name] = "";
    else if (given) values[name] = kind === "actors" || kind === "issues" ? given.split(/\s*;\s*/) : given;
  }
  if (proof) values.evidence = proof === words ? span : proof;
  return values;
}

function valueOf(fact: Fact, name: string): string {
  if (name === "stance" || name === "kind") return fact.kind ?? "";
  if (name === "modality" || name === "status") return fact.modality ?? "";
  if (name === "date") return fact.date ?? "";
  if (name === "matter" || name === "title" || name === "label") return fact.words ?? "";
  if (name === "amount" || name === "unit") return String(fact.more?.[name] ?? "");
  if (name === "rate") return String(fact.more?.["rate in percent"] ?? "");
  if (name === "issues") return (fact.issues ?? []).map(({ label }) => label).join("; ");
  if (name === "source" || name === "sources") return (fact.sources ?? actorsAs(fact, "source")).join("; ");
  if (name === "mediators") return actorsAs(fact, "mediator").join("; ");
  return fact.actors.find(({ role }) => role === name)?.id ?? "";
}

/** The actors with this role, or with this role and a number. */
function actorsAs(fact: Fact, role: string): string[] {
  return fact.actors.filter((each) => each.role.replace(/ \d+$/, "") === role).map(({ id }) => id);
}

/** Whether a field of the fact has a value, as far as the page knows it. */
function hasValue(fact: Fact, name: string): boolean {
  return valueOf(fact, name) !== "" || Boolean(fact.spans?.[name]);
}
