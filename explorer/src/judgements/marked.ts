import { source } from "../source/source";
import { factHref } from "../browser/address";
import { h, refill, replace } from "../parts/element";
import { isLetterOff } from "../browser/keys";
import { announce, problemBox, showProblem } from "../parts/status";
import { count } from "../parts/words";
import { canUndo, decideEach, undoLast } from "./decisions";
import { canUndoNow, inTurn, UNDO, withoutRepeats } from "./saving";

const STEPS: Record<string, number> = { ArrowDown: 1, n: 1, N: 1, ArrowUp: -1, p: -1, P: -1 };

type Verdict = "confirmed" | "rejected";

/** The facts of a list that are marked, to be decided about together, by keyboard or by mouse. */
export class MarkedFacts {
  readonly bar = h("div", { class: "marked-facts row", role: "group", "aria-label": "Decide about the marked facts", tabindex: "-1" });
  /** What went wrong. It stays until the user goes on; if the user had already gone on when it went wrong, until it is closed. */
  readonly problem = h("div");
  private readonly marked = new Set<string>();
  private readonly checkboxOf = new Map<string, HTMLInputElement>();
  private lastMarked: string | null = null;
  /** How often the user has gone on to something else. */
  private departures = 0;

  /** `facts` gives the facts of the list, in order; `changed` shows them after a decision; `markedChanged` shows which are marked. */
  constructor(
    private readonly facts: () => string[],
    private readonly changed: () => Promise<void>,
    private readonly markedChanged: () => void = () => {},
  ) {
    this.fillBar();
  }

  has(fact: string): boolean {
    return this.marked.has(fact);
  }

  get size(): number {
    return this.marked.size;
  }

  /** The user goes on to something else, and so has seen what went wrong. */
  leave(): void {
    this.clearProblem();
    this.departures += 1;
  }

  /** The checkbox that marks a fact; with Shift, all facts between the last one and this. */
  checkbox(fact: string, words: string): HTMLInputElement {
    const box = h("input", { type: "checkbox", class: "pick", value: fact, checked: this.marked.has(fact), "aria-label": `Mark: ${words}`, click: (event: MouseEvent) => {
      if (event.shiftKey && this.lastMarked) this.mark(this.between(this.lastMarked, fact), box.checked);
      else this.mark([fact], box.checked);
      this.lastMarked = fact;
    } });
    this.checkboxOf.set(fact, box);
    return box;
  }

  toggle(fact: string): void {
    this.mark([fact], !this.marked.has(fact));
    this.lastMarked = fact;
  }

  mark(facts: string[], on = true): void {
    this.setMarked(facts, on);
    announce(`${this.marked.size} marked`);
  }

  clear(): void {
    this.mark([...this.marked], false);
  }

  private setMarked(facts: string[], on: boolean): void {
    for (const fact of facts) {
      if (on) this.marked.add(fact);
      else this.marked.delete(fact);
      const box = this.checkboxOf.get(fact);
      if (box) box.checked = on;
    }
    this.fillBar();
    this.markedChanged();
  }

  /** Unmark facts that are not on the list any more; its checkboxes are made anew. */
  keepOnly(facts: string[]): void {
    const left = new Set(facts);
    for (const fact of this.marked) if (!left.has(fact)) this.marked.delete(fact);
    this.checkboxOf.clear();
    this.fillBar();
  }

  /** Handle a key; `at` is the current fact. A key that is held down decides once, not about one fact after the other. */
  key(event: KeyboardEvent, at: string | null): boolean {
    if (event.repeat && "cCxXu".includes(event.key)) return true;
    const several = at !== null && (event.key === "C" || event.key === "X");
    if (event.key === "c" || event.key === "x") void this.decide(event.key === "c" ? "confirmed" : "rejected", this.marked.size ? [...this.marked] : at ? [at] : []);
    else if (several) void this.decideAlike(event.key === "C" ? "confirmed" : "rejected", at);
    else if (event.key === "s" && at) void this.markAlike(at);
    else if (event.key === "*") this.mark(this.facts());
    else if (event.key === "u") void this.undo();
    else if (event.key === "Escape" && this.marked.size) this.clear();
    else return false;
    return true;
  }

  /** Handle keys on the checkboxes of a list: arrows go up and down, and with Shift they mark. */
  listen(list: HTMLElement): void {
    list.addEventListener("keydown", (event) => {
      const boxes = checkboxes(list);
      const at = boxes.indexOf(event.target as HTMLInputElement);
      if (at < 0 || event.ctrlKey || event.metaKey || event.altKey || isLetterOff(event)) return;
      const next = boxes[at + (STEPS[event.key] ?? 0)];
      if (event.key in STEPS) {
        if (event.shiftKey) this.mark([boxes[at], next].filter(Boolean).map(({ value }) => value));
        next?.focus();
      } else if (!this.key(event, boxes[at].value)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** Replace the rows of a list; the focus stays at the same position. */
  refill(list: HTMLElement, rows: HTMLElement[]): void {
    const at = checkboxes(list).indexOf(document.activeElement as HTMLInputElement);
    replace(list, rows);
    const boxes = checkboxes(list);
    if (at >= 0) boxes[Math.min(at, boxes.length - 1)]?.focus();
  }

  /** How many facts of all documents say the same as this one, and buttons that decide about all of them. */
  alikeBox(fact: string): HTMLElement {
    const box = h("div", { class: "alike" });
    void source.alike(fact).then((same) => {
      if (same.length < 2) return;
      const each = (verdict: Verdict, label: string, key: string) => h("button", { type: "button", title: key, click: () => void this.decide(verdict, same) }, `${label} all ${same.length}`);
      box.append(h("p", { class: "row" }, h("span", {}, `${count(same.length - 1, "other fact")} ${same.length === 2 ? "says" : "say"} the same.`), each("confirmed", "Confirm", "C"), each("rejected", "Reject", "X")));
    }).catch((error) => box.append(problemBox(error)));
    return box;
  }

  /** Take back the last step, once it is saved. */
  async undo(): Promise<void> {
    if (canUndoNow()) await this.decideInTurn([UNDO], [], async () => {
      if (canUndo()) await undoLast();
      else announce("There is nothing to undo.");
    });
  }

  /** Confirm or reject facts, all of them or none, after all earlier decisions. */
  async decide(verdict: Verdict, facts: string[]): Promise<void> {
    const fresh = withoutRepeats(facts.map((fact) => `${verdict} ${fact}`));
    const about = facts.filter((fact) => fresh.includes(`${verdict} ${fact}`));
    const seen = source.seen();
    if (about.length) await this.decideInTurn(fresh, about, () => decideEach(verdict, about, seen));
  }

  private between(a: string, b: string): string[] {
    const facts = this.facts();
    const [from, to] = [facts.indexOf(a), facts.indexOf(b)].sort((x, y) => x - y);
    return from < 0 ? [b] : facts.slice(from, to + 1);
  }

  private async markAlike(fact: string): Promise<void> {
    const departures = this.clearProblem();
    try {
      const same = await source.alike(fact);
      const here = new Set(this.facts());
      this.setMarked(same.filter((each) => here.has(each)), true);
      const elsewhere = same.filter((each) => !here.has(each)).length;
      announce(`${this.marked.size} marked${elsewhere ? `; ${elsewhere} more elsewhere say the same` : ""}`);
    } catch (error) {
      this.showFailure(error, [fact], departures);
    }
  }

  private async decideAlike(verdict: Verdict, fact: string): Promise<void> {
    const [name] = withoutRepeats([`${verdict} all ${fact}`]);
    const seen = source.seen();
    if (name) await this.decideInTurn([name], [fact], async () => decideEach(verdict, await source.alike(fact), seen));
  }

  /** Run a decision after those that wait, and show what has changed, or what went wrong. */
  private decideInTurn(names: string[], about: string[], task: () => Promise<void>): Promise<void> {
    const departures = this.clearProblem();
    return inTurn(names, async () => {
      let failure: { error: unknown } | null = null;
      try {
        await task();
        this.setMarked(about, false);
      } catch (error) {
        failure = { error };
      }
      await this.changed().catch((error) => { if (!failure) this.problem.append(problemBox(error)); });
      // Not before: the page goes on to another fact then, and would take back where a link of the message has led.
      if (failure) this.showFailure(failure.error, about, departures);
      this.fillBar();
    });
  }

  /** Remove messages about earlier attempts, but for those that the user has to close; how often the user has gone on so far. */
  private clearProblem(): number {
    for (const box of [...this.problem.children]) if (!box.querySelector(".close")) box.remove();
    return this.departures;
  }

  private showFailure(error: unknown, about: string[], departures: number): void {
    const [href, words] = about.length ? [factHref(about[0]), `Not decided: ${count(about.length, "fact")}`] : [null, "Nothing was undone."];
    showProblem(error, this.problem, href, words, !this.problem.isConnected || this.departures !== departures);
  }

  private fillBar(): void {
    const button = (label: string, key: string, act: () => void, off = false) => h("button", { type: "button", title: key, disabled: off, click: (event: MouseEvent) => { if (event.detail < 2) act(); } }, label);
    const none = !this.marked.size;
    refill(this.bar,
      h("span", { class: "note" }, none ? "None marked" : `${this.marked.size} marked`),
      button("Confirm", "c", () => void this.decide("confirmed", [...this.marked]), none),
      button("Reject", "x", () => void this.decide("rejected", [...this.marked]), none),
      none ? button("Mark all", "*", () => this.mark(this.facts())) : button("Mark none", "Escape", () => this.clear()),
      canUndo() ? button("Undo", "u", () => void this.undo()) : null);
  }
}

function checkboxes(list: HTMLElement): HTMLInputElement[] {
  return [...list.querySelectorAll<HTMLInputElement>(".pick")];
}
