import { actorHref, type Address, factHref, here, href, setQuery, showParameter, shownIn } from "../browser/address";
import { source } from "../source/source";
import { h, refill, replace } from "../parts/element";
import { announce, announced, emptyBox } from "../parts/status";
import type { View } from "../parts/view";
import { capital, count, factVerb, HEADINGS, isPlural, percent, shortened } from "../parts/words";
import type { DocumentLine, Fact, Reading } from "../source/answers";
import { RejectedFacts } from "../judgements/rejected";
import { Judge } from "../judgements/judge";
import { MarkedFacts } from "../judgements/marked";
import { documentList } from "./list";
import { Points } from "./points";
import { className, type Segment, textOf } from "./text";
import { Why } from "./why";

/** Keys that decide, mark or go on: while a form has unsaved input they do nothing, as that would be lost or end up beside another
 * fact. */
const LEAVING_KEYS = "njpkNPcxCXs*ua";
/** The reader of the document that was opened last. */
let currentReader: ReaderBody | null = null;

const DEFAULT_KINDS = ["position", "negotiation", "lead", "role", "affiliation", "label", "action"];

/** The list of documents, or one document with the facts that were found in it, and why. */
export async function readerView(address: Address): Promise<View> {
  const documents = await source.documents();
  const id = address.path[1];
  if (!documents.length) return { element: h("div", { class: "page" }, h("h1", {}, "Documents"), emptyBox("There are no documents in this graph yet.")), title: "Documents" };
  if (!id) return { element: documentList(documents, address.query), title: "Documents" };
  const reading = await source.reading(id);
  const body = new ReaderBody(reading, documents, address.query, (await source.overview()).write === true);
  requestAnimationFrame(() => body.follow(address.query));
  return {
    element: body.element,
    title: reading.title || reading.name,
    update: (next) => next.path[1] === reading.id && body.follow(next.query),
    key: (event) => body.key(event),
  };
}

class ReaderBody {
  readonly element: HTMLElement;
  private readonly points: Points;
  private actorNames: Map<string, string>;
  private readonly textBox = h("div", { class: "text-box" });
  private readonly panel = h("aside", { class: "detail", "aria-label": "What was found", tabindex: "-1" });
  private readonly kinds = h("fieldset", { class: "kinds" });
  private shownKinds: Set<string>;
  private segments: Segment[] = [];
  private facts: Fact[] = [];
  private chosen: Fact | null = null;
  /** The current span of the text, in UTF-16 units: of the chosen fact, of a sentence from the search, or a point that was clicked. */
  private span: [number, number] | null = null;
  private readonly why: Why;
  private readonly rejected: RejectedFacts;
  private readonly judge: Judge | null;
  private readonly marked: MarkedFacts | null;

  constructor(private reading: Reading, documents: DocumentLine[], query: URLSearchParams, write: boolean) {
    this.rejected = new RejectedFacts(reading.id, write, (fact, from) => this.reload(fact, from));
    this.marked = write ? new MarkedFacts(() => this.facts.map(({ id }) => id), () => this.reload(), () => this.paintMarks()) : null;
    this.judge = this.marked && new Judge(reading.id, this.marked, () => this.reload(), () => this.fillPanel());
    this.points = new Points(reading.text);
    this.why = new Why(reading.id, this.points, () => this.span?.[0] ?? 0);
    this.actorNames = new Map(reading.actors.map((actor) => [actor.id, actor.name]));
    this.shownKinds = shownIn(query, DEFAULT_KINDS);
    const place = documents.findIndex((line) => line.id === reading.id);
    const step = (by: number, label: string, words: string) => {
      const other = documents[place + by];
      return other ? h("a", { href: href(["read", other.id]), rel: by > 0 ? "next" : "prev", title: other.title || other.name }, label, h("span", { class: "unseen" }, ` ${words}`)) : h("span", { class: "off", "aria-hidden": "true" }, label);
    };
    this.element = h("div", { class: "reader" },
      h("div", { class: "column" },
        h("nav", { class: "row note", "aria-label": "Documents" }, step(-1, "‹", "previous document"), h("a", { href: href(["read"]) }, "All documents"), step(1, "›", "next document"), h("span", {}, `${place + 1} of ${documents.length}`)),
        h("h1", { dir: "auto" }, reading.title || reading.name),
        h("p", { class: "note" }, [reading.source, reading.date ?? "undated", reading.genre, reading.name].filter(Boolean).join(" · ")),
        this.kinds,
        this.textBox),
      this.panel);
    this.draw();
  }

  follow(query: URLSearchParams): boolean {
    currentReader = this;
    this.judge?.mustStay();
    const id = query.get("fact");
    const at = query.get("at");
    const kinds = shownIn(query, DEFAULT_KINDS);
    if (String([...kinds]) !== String([...this.shownKinds])) {
      this.shownKinds = kinds;
      this.draw();
    }
    const fact = this.reading.found.find((each) => each.id === id) ?? null;
    void this.rejected.show(fact ? null : id);
    this.marked?.leave();
    if (id) this.chooseFact(fact);
    else if (at) this.chooseSpan(...this.spanOf(at), true);
    else this.chooseFact(null);
    return true;
  }

  key(event: KeyboardEvent): boolean {
    const pressed = (event.target as HTMLElement).closest("a, button, input, summary") !== null;
    if (LEAVING_KEYS.includes(event.key) && this.judge?.mustStay()) return true;
    if (event.key === "n" || event.key === "j") this.move(1);
    else if (event.key === "p" || event.key === "k") this.move(-1);
    else if (event.key === "e") void this.why.explain();
    else if (this.marked && (event.key === "N" || event.key === "P")) this.markAndMove(event.key === "N" ? 1 : -1);
    else if (this.marked && this.chosen && event.key === " " && !pressed) this.marked.toggle(this.chosen.id);
    else if (this.marked?.key(event, this.chosen?.id ?? null)) return true;
    else if (event.key === "Escape") this.goToFact(null);
    else if (event.key === "a" && this.judge) this.add();
    else return false;
    return true;
  }

  /** Mark the current fact, go on or back, and mark that one too. */
  private markAndMove(by: number): void {
    if (this.chosen) this.marked!.mark([this.chosen.id]);
    this.move(by);
    if (!this.chosen) return;
    this.marked!.mark([this.chosen.id]);
    announce(`${announced()}. ${this.summary(this.chosen)}`);
  }

  /** Load the document again after a decision about it. The chosen fact stays chosen; if it is gone, the next one is. A fact
   * that was `restored` is chosen instead if the address is still `from`. */
  private async reload(restored: string | null = null, from = ""): Promise<void> {
    const reading = await source.reading(this.reading.id);
    if (!this.element.isConnected) return currentReader !== this && currentReader?.reading.id === reading.id ? currentReader.reload(restored, from) : undefined;
    const hadFocus = this.panel.contains(document.activeElement);
    const following = this.chosen ? this.facts.slice(this.facts.indexOf(this.chosen)) : [];
    const facts = new Map(reading.found.map((fact) => [fact.id, fact]));
    const next = (location.hash === from && restored && facts.get(restored)) || following.map(({ id }) => facts.get(id)).find(Boolean) || null;
    const stays = next?.id === this.chosen?.id;
    this.reading = reading;
    this.actorNames = new Map(reading.actors.map((actor) => [actor.id, actor.name]));
    this.rejected.forget();
    this.chosen = next;
    this.draw();
    if (stays) void this.rejected.show(next ? null : here().query.get("fact"));
    else {
      const words = announced();
      this.showFact(next);
      if (next) announce(`${words}. ${this.summary(next)}`);
    }
    // The button that was pressed is gone, or is about another fact.
    if (hadFocus && !this.judge?.isWriting) this.panel.focus({ preventScroll: true });
  }

  /** Open the form that adds a fact, with the words that are selected in the text. */
  private add(): void {
    if (!this.judge || this.judge.mustStay()) return;
    const [start, end] = this.selectedSpan();
    const words = this.points.text.slice(start, end).replace(/\s+/g, " ");
    const adding = this.judge.addForm(words, words && `${this.points.point(start)}-${this.points.point(end)}`);
    replace(this.panel, h("h2", {}, words ? "A fact from the selected words" : "A fact that was not found"), adding);
  }

  /** The span that is selected in the text, in UTF-16 units, without white space around it; [0, 0] where nothing is. */
  private selectedSpan(): [number, number] {
    const selection = getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    const within = this.segments.filter(({ element }) => range?.intersectsNode(element));
    if (!range || !within.length) return [0, 0];
    const [first, last] = [within[0], within[within.length - 1]];
    const before = (segment: Segment, node: Node, offset: number): number | null => {
      const part = document.createRange();
      part.selectNodeContents(segment.element);
      if (part.comparePoint(node, offset) !== 0) return null;
      part.setEnd(node, offset);
      return segment.start + part.toString().length;
    };
    const start = before(first, range.startContainer, range.startOffset) ?? first.start;
    const end = before(last, range.endContainer, range.endOffset) ?? last.end;
    const words = this.points.text.slice(start, end);
    return [end - words.trimStart().length, start + words.trimEnd().length];
  }

  private fillKinds(): void {
    replace(this.kinds, h("legend", { class: "unseen" }, "What is marked"),
      Object.entries(HEADINGS).filter(([heading]) => this.reading.facts[heading]).map(([heading, label]) =>
        h("label", { class: "tick" },
          h("input", { type: "checkbox", checked: this.shownKinds.has(heading), change: (event: Event) => {
            if ((event.target as HTMLInputElement).checked) this.shownKinds.add(heading);
            else this.shownKinds.delete(heading);
            setQuery({ show: showParameter(this.shownKinds, DEFAULT_KINDS) });
            this.drawFacts();
          } }),
          heading === "position" ? [h("span", { class: "key fact-for" }, "for"), h("span", { class: "key fact-against" }, "against")] : null,
          h("span", { class: heading === "position" ? "" : `key fact-${heading}` }, `${label} ${this.reading.facts[heading]}`))));
  }

  private draw(): void {
    this.fillKinds();
    this.drawFacts();
  }

  private drawFacts(): void {
    this.facts = this.reading.found.filter((fact) => this.shownKinds.has(fact.heading));
    this.marked?.keepOnly(this.facts.map(({ id }) => id));
    const { element, segments } = textOf(this.reading, this.points, this.facts, this.span ?? [], (at) => this.goToPoint(at));
    this.segments = segments;
    replace(this.textBox, element);
    this.paintMarks();
    this.fillPanel();
  }

  private move(by: number): void {
    const now = this.chosen ? this.facts.indexOf(this.chosen) : by > 0 ? -1 : this.facts.length;
    const next = this.facts[now + by];
    if (next) this.goToFact(next);
  }

  /** Go to a fact, or with null to the list of all, unless unsaved input would be lost. */
  private goToFact(fact: Fact | null): void {
    if (this.judge?.mustStay()) return;
    this.marked?.leave();
    this.showFact(fact);
  }

  private showFact(fact: Fact | null): void {
    setQuery({ fact: fact?.id ?? null, at: null }, true);
    void this.rejected.show(null);
    this.chooseFact(fact);
  }

  private goToPoint(at: number): void {
    if (this.judge?.mustStay()) return;
    this.marked?.leave();
    setQuery({ at: String(this.points.point(at)), fact: null }, true);
    void this.rejected.show(null);
    this.chooseSpan(at, at);
  }

  private chooseFact(fact: Fact | null): void {
    const left = this.chosen;
    const isHeld = this.panel.contains(document.activeElement);
    this.chosen = fact;
    this.span = fact ? [this.points.unit(fact.evidence[0]), this.points.unit(fact.evidence[1])] : null;
    if (fact && !this.shownKinds.has(fact.heading)) {
      this.shownKinds.add(fact.heading);
      this.draw();
    }
    this.paintMarks();
    this.fillPanel();
    if (fact) {
      this.scroll();
      announce(this.summary(fact));
    } else if (left && isHeld) this.panel.querySelector<HTMLElement>(`[data-fact="${CSS.escape(left.id)}"]`)?.focus();
  }

  private chooseSpan(start: number, end: number, scroll = false): void {
    this.span = [start, end];
    this.chosen = null;
    const here = this.factsHere();
    if (here.length === 1) this.chosen = here[0];
    if (end > start) this.drawFacts();
    else {
      this.paintMarks();
      this.fillPanel();
    }
    if (scroll) this.scroll();
  }

  /** The span in UTF-16 units of what an address gives in code points, START-END or a single point. */
  private spanOf(at: string): [number, number] {
    const [start, end = start] = at.split("-").map((point) => Math.min(this.points.unit(parseInt(point) || 0), this.points.text.length));
    return [start, end];
  }

  private scroll(): void {
    this.segments.find(({ end }) => end > this.span![0])?.element.scrollIntoView({ block: "center" });
  }

  /** The chosen fact, or all facts whose evidence overlaps the current span. */
  private factsHere(): Fact[] {
    if (this.chosen) return [this.chosen];
    if (!this.span) return [];
    const [start, end] = this.span;
    return this.facts.filter(({ evidence: [from, to] }) => this.points.unit(from) < Math.max(end, start + 1) && start < this.points.unit(to));
  }

  private paintMarks(): void {
    const span = (range?: [number, number]) => (range ? [this.points.unit(range[0]), this.points.unit(range[1])] : [-1, -1]);
    const here = [...(this.span ? [this.span] : []), ...this.factsHere().map((fact) => span(fact.evidence))];
    const [start, end] = here.length ? [Math.min(...here.map(([from]) => from)), Math.max(...here.map(([, to]) => to))] : [-1, -1];
    const parts = Object.entries(this.chosen?.spans ?? {}).map(([name, range]) => [name, ...span(range)] as [string, number, number]);
    const marked = !this.marked?.size ? [] : this.facts.filter((fact) => this.marked!.has(fact.id)).map((fact) => span(fact.evidence));
    for (const segment of this.segments) {
      segment.element.classList.toggle("marked", marked.some(([from, to]) => segment.start >= from && segment.end <= to));
      segment.element.classList.toggle("chosen", segment.start >= start && segment.end <= end);
      for (const name of ["matter", "condition", "cue"])
        segment.element.classList.toggle(`part-${name}`, parts.some(([part, from, to]) => part === name && segment.start >= from && segment.end <= to));
    }
  }

  private summary(fact: Fact): string {
    const [first, second] = fact.actors.map(({ id }) => this.actorNames.get(id) ?? id);
    const verbOfFact = factVerb(fact, first !== undefined && isPlural(fact.actors[0].id, first));
    const words = shortened(fact.words ?? "", 90);
    switch (fact.heading) {
      case "position": return `${first} ${verbOfFact}${second ? ` ${second}` : ""}: ${words}`;
      case "statement": return `${first ?? "somebody"} ${verbOfFact}: ${words}`;
      case "role": return `${first}: ${words}${second ? `, ${second}` : ""}`;
      case "label": return `${first} ${verbOfFact} ${words}`;
      case "negotiation":
      case "lead":
      case "affiliation": return `${first} ${verbOfFact} ${second}`;
      default: return `${first}: ${fact.kind}${second ? ` on ${second}` : ""}`;
    }
  }

  private fillPanel(): void {
    if (this.judge?.isWriting) return;
    const here = this.factsHere();
    if (!here.length) {
      refill(this.panel,
        this.rejected.element,
        h("h2", {}, count(this.facts.length, "fact")),
        h("p", { class: "note" }, "Click a marked passage, or go on with ", h("kbd", {}, "n"), " and back with ", h("kbd", {}, "p"), "."),
        this.judge ? judgingKeys() : null,
        this.judge ? h("p", { class: "note" }, "Select words in the text, or none, and ", h("button", { type: "button", mousedown: (event: Event) => event.preventDefault(), click: () => this.add() }, "add a fact"), " (", h("kbd", {}, "a"), ").") : null,
        this.marked && this.facts.length ? this.marked.bar : null,
        this.marked?.problem,
        this.facts.length ? this.list() : emptyBox("No fact of these kinds was found in it."));
      return;
    }
    refill(this.panel,
      h("div", { class: "row tools" },
        h("button", { type: "button", title: "p", click: () => this.move(-1) }, "‹ Previous"),
        h("button", { type: "button", title: "n", click: () => this.move(1) }, "Next ›"),
        h("button", { type: "button", title: "Escape", click: () => this.goToFact(null) }, "All facts")),
      this.marked?.size ? this.marked.bar : null,
      this.marked?.problem,
      here.length > 1 ? h("p", { class: "note" }, `These words prove ${here.length} facts.`) : null,
      here.map((fact) => this.card(fact)),
      this.why.element());
    this.panel.scrollTop = 0;
  }

  private list(): HTMLElement {
    const list = h("ol", { class: "fact-list" }, this.facts.map((fact) =>
      h("li", {}, this.marked?.checkbox(fact.id, this.summary(fact)) ?? null,
        h("button", { type: "button", class: "link", "data-fact": fact.id, click: () => this.goToFact(fact) },
          h("span", { class: `key ${className(fact)}` }, fact.kind ?? fact.heading), " ", h("bdi", {}, this.summary(fact)),
          fact.review === "unreviewed" ? null : h("small", {}, ` ${fact.review}`)))));
    this.marked?.listen(list);
    return list;
  }

  private card(fact: Fact): HTMLElement {
    const name = (id: string) => h("a", { href: actorHref(id) }, h("bdi", {}, this.actorNames.get(id) ?? id));
    const quoted = (span: [number, number]) => h("q", { dir: "auto" }, this.points.slice(...span));
    const rows: [string, Node | string | (Node | string)[] | null][] = [
      ...fact.actors.map(({ role, id }) => [capital(role), name(id)] as [string, Node]),
      ["Stance", fact.heading === "position" ? h("span", { class: `kind ${fact.sign}` }, `${fact.kind} (${fact.sign})`) : null],
      ["Kind", fact.heading === "action" ? fact.kind! : null],
      ["Matter", fact.spans?.matter ? quoted(fact.spans.matter) : null],
      ["Title", fact.heading === "role" ? (fact.words ?? null) : null],
      ["Label", fact.heading === "label" ? (fact.words ?? null) : null],
      ["Condition", fact.spans?.condition ? quoted(fact.spans.condition) : null],
      ["Content", fact.spans?.content ? quoted(fact.spans.content) : null],
      ["Issues", fact.issues?.length ? fact.issues.map((issue, n) => [n ? "; " : "", h("a", { href: href(["graph"], { issue: issue.id, issues: "1" }) }, issue.label), issue.confidence < 1 ? ` (${percent(issue.confidence)})` : ""]).flat() : null],
      [fact.heading === "action" ? "Status" : "Modality", fact.modality ?? null],
      ["According to", fact.sources?.length ? fact.sources.flatMap((id, n) => [n ? ", in the words of " : "", name(id)]) : fact.heading === "position" ? "the holder, or the text itself" : null],
      ["Answers", fact.reply_to ? h("a", { href: factHref(fact.reply_to) }, "the demand or offer") : null],
      ...Object.entries(fact.more ?? {}).map(([label, value]) => [capital(label), typeof value === "number" ? value.toLocaleString("en") : String(value)] as [string, string]),
      ["Date", fact.when ?? "undated"],
      ["Reviewed", fact.review === "unreviewed" ? null : `${fact.review} by ${fact.by.join(", ")}`],
      ["Confidence", percent(fact.confidence)],
      ["Rule", h("code", {}, fact.rule)],
      ["Page", fact.page],
      ["Proof", quoted(fact.evidence)],
    ];
    return h("section", { class: `card ${className(fact)}` },
      h("h2", {}, h("button", { type: "button", class: "link", click: () => this.goToFact(fact) }, h("bdi", {}, this.summary(fact)))),
      h("dl", {}, rows.filter(([, value]) => value !== null).map(([label, value]) => [h("dt", {}, label), h("dd", {}, value)])),
      this.judge?.buttons(fact) ?? null,
      this.marked?.alikeBox(fact.id) ?? null,
      h("p", { class: "note" }, h("code", {}, fact.id)));
  }
}

function judgingKeys(): HTMLElement {
  const key = (name: string) => h("kbd", {}, name);
  return h("p", { class: "note" },
    key("c"), " confirms and ", key("x"), " rejects the marked facts, or else the current one; ", key("space"), " marks it; ", key("N"), " and ", key("P"), " mark it, go on or back, and mark that one; ",
    key("s"), " marks all listed facts that say the same; ", key("C"), " and ", key("X"), " confirm and reject all that say the same, in every document; ", key("u"), " undoes the last decision.");
}
