import { source } from "../source/source";
import { h, refill, replace } from "../parts/element";
import { announce, problemBox } from "../parts/status";
import type { Explanation } from "../source/answers";
import type { Points } from "./points";

/** What the rules proposed for the current sentence, kept or dropped; the server is asked when the user wants to know. */
export class Why {
  private explanation: Explanation | null = null;
  private box = h("div");

  /** `currentUnit` gives the current position in the text of `points`, in UTF-16 units. */
  constructor(
    private readonly document: string,
    private readonly points: Points,
    private readonly currentUnit: () => number,
  ) {}

  /** A new element with the proposals for the current sentence, or with the button that asks for them. */
  element(): HTMLElement {
    this.box = h("div", { class: "why" });
    if (!source.live) return this.box;
    if (this.explanation) this.fill(this.explanation);
    else this.box.append(h("button", { type: "button", title: "e", click: () => void this.explain() }, "Why? What was proposed here, and what was dropped"));
    return this.box;
  }

  async explain(): Promise<void> {
    if (this.explanation) return;
    if (!source.live) return announce("This file does not contain dropped proposals.");
    if (!this.box.isConnected) return announce("Choose a fact first.");
    refill(this.box, h("p", { class: "note" }, "Reading the document again … the first time takes some seconds."));
    announce("Reading the document again");
    try {
      this.explanation = await source.explanation(this.document);
      this.box.replaceWith(this.element());
      announce("The proposals of the rules are shown.");
    } catch (error) {
      replace(this.box, problemBox(error));
      announce("The document could not be read again.");
    }
  }

  private fill({ sentences }: Explanation): void {
    const at = this.currentUnit();
    const sentence = sentences.find(({ start, end }) => this.points.unit(start) <= at && at < this.points.unit(end));
    const proposals = sentence?.proposals ?? [];
    this.box.append(h("h2", {}, "What the rules proposed for this sentence"));
    if (!proposals.length) this.box.append(h("p", { class: "note" }, "No proposal begins in it."));
    for (const each of proposals)
      this.box.append(h("div", { class: `proposal ${each.kept ? "kept" : "dropped"}` },
        h("p", {}, h("strong", {}, each.kept ? "Kept" : "Dropped"), ` ${each.confidence.toFixed(2)} `, h("bdi", {}, each.summary)),
        h("p", { class: "note" }, `${each.reason}. `, h("code", {}, each.rule), each.row ? [" ", h("code", {}, each.row)] : null),
        h("p", { class: "note" }, each.strongest.map(([name, adds]) => `${name} ${adds > 0 ? "+" : ""}${adds}`).join(", "))));
  }
}
