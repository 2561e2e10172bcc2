import { source } from "../source/source";
import { factHref } from "../browser/address";
import { h, replace } from "../parts/element";
import { problemBox, showProblem } from "../parts/status";
import { latestOnly } from "../parts/latest";
import { count } from "../parts/words";
import type { Judgement } from "../source/answers";
import { undo } from "./decisions";
import { inTurn, withoutRepeats } from "./saving";

/** The rejected facts of a document, each with a button that undoes the rejection. On top, why the fact that the address names is not
 * in the graph. */
export class RejectedFacts {
  readonly element = h("div");
  private readonly begin = latestOnly();
  private judgements: Promise<Judgement[]> | null = null;

  /** `afterUndo` shows the fact that is in the graph again; `from` is the address at which Undo was pressed. */
  constructor(
    private readonly document: string,
    private readonly write: boolean,
    private readonly afterUndo: (fact: string, from: string) => Promise<void>,
  ) {}

  /** Ask for the judgements anew, because something has been decided. */
  forget(): void {
    this.judgements = null;
  }

  /** `missing` is the id of a fact that the address names and the document does not have, or null. */
  async show(missing: string | null): Promise<void> {
    const isLast = this.begin();
    if (!missing && !this.write) return replace(this.element);
    try {
      this.judgements ??= source.judgements(this.document);
      const judgements = await this.judgements;
      if (!isLast()) return;
      const rejected = judgements.filter(({ verdict, reach, fact }) => verdict === "rejected" && reach === "holds" && fact);
      const sought = rejected.filter(({ fact }) => fact === missing);
      replace(this.element,
        missing ? h("div", { class: "problem", role: "alert" }, h("strong", {}, "The fact of this address is not in the graph."), " ",
          sought.length ? sought.map((each) => this.line(each)) : "The reading of this document does not have it.", h("p", { class: "note" }, h("code", {}, missing))) : null,
        this.write && rejected.length ? h("details", {}, h("summary", {}, `${count(rejected.length, "fact")} rejected`), h("ul", { class: "lines" }, rejected.map((each) => h("li", {}, this.line(each))))) : null);
    } catch (error) {
      this.forget();
      if (isLast()) replace(this.element, problemBox(error));
    }
  }

  private line({ id, about, by, at, why, fact }: Judgement): HTMLElement {
    const problem = h("div");
    const back = () => {
      const from = location.hash;
      const name = `undo ${id}`;
      if (!withoutRepeats([name]).length) return;
      replace(problem);
      void inTurn([name], async () => {
        try {
          await undo([id]);
          await this.afterUndo(fact!, from);
        } catch (error) {
          showProblem(error, problem, factHref(fact!), "Not undone: 1 fact");
        }
      });
    };
    return h("div", {}, h("bdi", {}, about), h("small", {}, ` rejected by ${by}, ${at.slice(0, 10)}${why ? `, because: ${why}` : ""} `),
      this.write ? h("button", { type: "button", class: "link", click: back }, "Undo") : null, problem);
  }
}
