import { actorHref, type Address, here, href, setQuery } from "../browser/address";
import { combobox } from "../controls/combobox";
import { save } from "../browser/download";
import { h, refill, replace } from "../parts/element";
import { paged } from "../controls/paged";
import { sentences } from "../parts/sentences";
import { fillIssuesLeftOut, issueOptions } from "../controls/issues";
import { slider } from "../controls/slider";
import { announce, emptyBox } from "../parts/status";
import { onTheme } from "../browser/theme";
import type { View } from "../parts/view";
import { AGAINST, capital, count, FOR, TYPES, verb } from "../parts/words";
import { source } from "../source/source";
import { actorChoices } from "../controls/finding";
import { Drawing } from "./drawing";
import { MANY_EDGES } from "./picture";
import { type Edge, edgesOf, type Filter, filterOf, noDatesIn, queryOf, matchingTies } from "./filter";
import { GROUPS, type Group, idNow, loadWorld, nameOf, type World } from "./ties";
import { timeline } from "./timeline";

const LISTED_EDGES = 200;
const LISTED_TIES = 60;
/** The lowest value of the slider, which filters nothing. */
const LOWEST_CONFIDENCE = 0.5;

/** The graph of actors, drawn and as a list; every line leads to its sentences. */
export async function graphView(address: Address): Promise<View> {
  const [world, overview] = await Promise.all([loadWorld(), source.overview()]);
  const body = new GraphBody(world, overview.name, address.query);
  return {
    element: body.element,
    title: "Graph",
    update: (next) => body.update(next.query),
    key: (event) => body.key(event),
    close: () => body.close(),
  };
}

class GraphBody {
  readonly element: HTMLElement;
  private filter: Filter;
  private byCommunity: boolean;
  /** What the address has in place of a date. */
  private noDates: string[];
  private readonly canvas = h("div", { class: "canvas", "aria-hidden": "true" });
  private readonly note = h("p", { class: "note" });
  private readonly legend = h("ul", { class: "legend", "aria-label": "Colours" });
  private readonly list = h("div", { class: "edge-list" });
  private readonly listed = h("details", { class: "as-list", toggle: () => this.drawList() }, h("summary", {}, "The strongest ties as a list"), this.list);
  private readonly detail = h("aside", { class: "detail", "aria-label": "Chosen node or line", tabindex: "-1", hidden: true });
  private readonly stage = h("div", { class: "stage", tabindex: "-1" });
  private readonly panel = h("form", { class: "filters", "aria-label": "Filters", tabindex: "-1", submit: (event: Event) => event.preventDefault() });
  private readonly issuesLeftOut = h("div");
  private readonly time: ReturnType<typeof timeline> | null;
  private readonly drawing: Drawing;
  private readonly stopListening: () => void;
  private shown: Edge[] = [];
  /** The element that had the focus when the panel was opened. */
  private opener: HTMLElement | null = null;

  constructor(private readonly world: World, name: string, query: URLSearchParams) {
    this.filter = this.filterOf(query);
    this.noDates = noDatesIn(query);
    this.byCommunity = query.get("colour") === "community";
    this.time = world.first
      ? timeline({
          first: world.first, last: world.last, since: this.filter.since, until: this.filter.until,
          change: (since, until) => this.change({ since, until }),
        })
      : null;
    this.drawing = new Drawing(this.canvas, world, name, (picked) => {
      if (!picked) this.choose(null);
      else if (picked.node) this.choose(picked.node);
      else if (picked.edge) this.chooseEdge(picked.edge.key);
    });
    replace(this.stage,
      h("div", { class: "stage-tools" },
        this.finder(),
        h("div", { class: "row" },
          button("+", "Zoom in", () => this.drawing.zoom(0.7)),
          button("−", "Zoom out", () => this.drawing.zoom(1.4)),
          button("Whole", "Show the whole graph", () => this.drawing.showWhole()),
          button("Lay out", "Lay the graph out anew", () => this.drawing.layOutAnew()),
          button("PNG", "Download as PNG", () => this.drawing.png().toBlob((blob) => blob && save("graph.png", blob))),
          button("SVG", "Download as SVG", () => save("graph.svg", new Blob([this.drawing.svg], { type: "image/svg+xml" }))),
        ),
      ),
      this.canvas,
      this.note,
      this.legend,
      this.listed);
    this.element = h(
      "div",
      { class: "graph-view" },
      h("h1", { class: "unseen" }, "Graph"),
      h("details", { class: "side", open: matchMedia("(min-width: 60rem)").matches }, h("summary", {}, "Filters"), this.panel),
      this.stage,
      this.detail,
    );
    this.fillFilters();
    this.stopListening = onTheme(() => {
      this.drawing.paint();
      this.fillLegend();
    });
    // sigma measures its box, which has to be on the page by then.
    requestAnimationFrame(() => {
      this.draw();
      this.showChosen(query);
    });
  }

  update(query: URLSearchParams): boolean {
    const next = this.filterOf(query);
    const community = query.get("colour") === "community";
    const noDates = noDatesIn(query);
    const same = JSON.stringify([queryOf(next), noDates]) === JSON.stringify([queryOf(this.filter), this.noDates]) && community === this.byCommunity;
    this.filter = next;
    this.noDates = noDates;
    this.byCommunity = community;
    if (!same) {
      this.fillFilters();
      this.draw();
    }
    this.showChosen(query);
    return true;
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === "Escape") this.choose(null);
    else if (event.key === "+") this.drawing.zoom(0.7);
    else if (event.key === "-") this.drawing.zoom(1.4);
    else if (event.key === "0") this.drawing.showWhole();
    else return false;
    return true;
  }

  close(): void {
    this.stopListening();
    this.drawing.close();
  }

  private change(changes: Partial<Filter>, push = true): void {
    this.filter = { ...this.filter, ...changes };
    setQuery(queryOf(this.filter), push);
    this.noDates = [];
    this.draw();
    this.showChosen(here().query);
  }

  private filterOf(query: URLSearchParams): Filter {
    const filter = filterOf(query);
    return { ...filter, ego: idNow(this.world, filter.ego) };
  }

  private draw(): void {
    const started = performance.now();
    this.shown = edgesOf(this.world, matchingTies(this.world, this.filter), this.filter);
    this.drawing.draw(this.shown, this.byCommunity);
    this.fillLegend();
    this.canvas.dataset.milliseconds = (performance.now() - started).toFixed(1);
    const left = this.noDates.length ? `${this.noDates.map((each) => `“${each}”`).join(" and ")}: no date such as 2018, 2018-08 or 2018-08-24, and left out. ` : "";
    const words = left + (this.shown.length
      ? `${count(this.drawing.order, "node")}, ${count(this.drawing.size, "line")}, ${count(this.shown.reduce((sum, edge) => sum + edge.facts.length, 0), "fact")}`
      : this.emptyWords());
    this.note.textContent = this.shown.length > MANY_EDGES && this.filter.atLeast === 1 ? `${words}. That is too much to make out: ask for at least two facts per line, for one issue, or for one actor’s neighbours.` : words;
    announce(words);
    // The timeline and the list may follow a moment later.
    setTimeout(() => {
      this.time?.show(matchingTies(this.world, this.filter, true), this.filter.since, this.filter.until);
      this.drawList();
    });
  }

  /** Why there is nothing to see. */
  private emptyWords(): string {
    if (!this.world.ties.length) return "There are no ties.";
    const withIssues = { ...this.filter, issues: true };
    const hasIssues = edgesOf(this.world, matchingTies(this.world, withIssues), withIssues).length > 0;
    return hasIssues ? "No tie between actors matches these filters, but ties to issues do: tick “Issues as nodes”." : "Nothing matches these filters.";
  }

  private drawList(): void {
    if (!this.listed.open) return;
    const strongest = [...this.shown].sort((a, b) => b.facts.length - a.facts.length);
    const body = h("tbody");
    const more = paged(body, strongest, LISTED_EDGES, (edge) =>
      h("tr", {},
        h("th", { scope: "row" }, h("bdi", {}, this.name(edge.source))),
        h("td", {}, labelOf(edge.group)),
        h("td", {}, h("bdi", {}, this.name(edge.target))),
        h("td", { class: "number" }, h("button", { type: "button", class: "link", "aria-label": `${count(edge.facts.length, "fact")}: show the sentences`, click: () => this.chooseEdge(edge.key, true) }, edge.facts.length)),
        h("td", { class: "number" }, edge.documents)));
    refill(
      this.list,
      h(
        "table",
        {},
        h("caption", { class: "unseen" }, "Ties by the number of facts"),
        h("thead", {}, h("tr", {}, ["From", "Relation", "To", "Facts", "Documents"].map((name) => h("th", { scope: "col" }, name)))),
        body,
      ),
      more,
    );
  }

  private showChosen(query: URLSearchParams): void {
    const edge = query.get("edge");
    const node = query.get("node");
    if (edge) this.showEdge(edge);
    else if (node) this.showNode(idNow(this.world, node));
    else this.closeDetail();
  }

  private choose(node: string | null, focus = false): void {
    this.rememberOpener();
    setQuery({ node, edge: null }, true);
    if (node) this.showNode(node);
    else this.closeDetail();
    if (focus) this.detail.focus();
  }

  private chooseEdge(key: string, focus = false): void {
    this.rememberOpener();
    setQuery({ edge: key, node: null }, true);
    this.showEdge(key);
    if (focus) this.detail.focus();
  }

  private rememberOpener(): void {
    const focused = document.activeElement as HTMLElement;
    if (!this.detail.contains(focused)) this.opener = focused === document.body ? null : focused;
  }

  private closeDetail(): void {
    const hadFocus = this.detail.contains(document.activeElement);
    this.detail.hidden = true;
    if (hadFocus) (this.opener?.isConnected ? this.opener : this.stage).focus();
    this.drawing.highlightNode(null);
  }

  private showEdge(askedKey: string): void {
    const [source, target, group] = askedKey.split(" ").map((part) => idNow(this.world, part));
    const ends = group === "talks" ? [source, target].sort() : [source, target];
    const key = `${ends.join(" ")} ${group}`;
    const edge = this.shown.find((each) => each.key === key);
    if (!edge) return this.openNothing("The line of this address");
    this.drawing.highlightEdge(key);
    this.openDetail(
      h("h2", {}, this.link(edge.source), edge.group === "talks" ? " and " : " → ", this.link(edge.target)),
      h("p", { class: "note" }, `${labelOf(edge.group)}: ${count(edge.facts.length, "fact")} in ${count(edge.documents, "document")}` + (edge.doubt ? `; ${count(Math.round(edge.doubt * edge.facts.length), "doubtful one")}` : "")),
      sentences(edge.facts),
    );
  }

  private showNode(id: string): void {
    const own = this.shown.filter((edge) => edge.source === id || edge.target === id).sort((a, b) => b.facts.length - a.facts.length);
    if (!own.length) return this.openNothing(this.name(id));
    this.drawing.highlightNode(id);
    const isIssue = id.startsWith("issue/");
    const body = h("tbody");
    const more = paged(body, own, LISTED_TIES, (edge) => {
      const out = edge.source === id;
      const other = out ? edge.target : edge.source;
      return h("tr", {},
        h("td", {}, h("span", { class: `swatch edge-${edge.group}` }), edge.group === "talks" ? "with" : out ? "→" : "←"),
        h("th", { scope: "row" }, h("bdi", {}, this.name(other))),
        h("td", {}, labelOf(edge.group)),
        h("td", { class: "number" }, h("button", { type: "button", class: "link", "aria-label": `${count(edge.facts.length, "fact")}: show the sentences`, click: () => this.chooseEdge(edge.key) }, edge.facts.length)),
      );
    });
    announce(`${this.name(id)}: ${count(own.length, "tie")}`);
    this.openDetail(
      h("h2", {}, h("bdi", {}, this.name(id))),
      h("p", { class: "row" },
        isIssue ? null : h("a", { href: actorHref(id) }, "Actor page"),
        isIssue
          ? h("button", { type: "button", click: () => { this.change({ issue: id }); this.fillFilters(); } }, "Only this issue")
          : h("button", { type: "button", click: () => { this.change({ ego: this.filter.ego === id ? "" : id }); this.fillFilters(); } }, this.filter.ego === id ? "All actors" : "Only its neighbours"),
      ),
      h("table", {},
        h("caption", { class: "unseen" }, "Its ties"),
        body),
      more,
    );
  }

  private openNothing(what: string): void {
    this.drawing.highlightNode(null);
    announce(`${what}: no tie of it is shown.`);
    this.openDetail(h("h2", {}, h("bdi", {}, what)), emptyBox("No tie of it matches these filters, or it is not in the graph any more."));
  }

  private openDetail(...content: (Node | null)[]): void {
    refill(this.detail, h("button", { type: "button", class: "close", "aria-label": "Close", click: () => this.choose(null) }, "×"), content);
    this.detail.hidden = false;
    this.detail.scrollTop = 0;
  }

  private name(id: string): string {
    return nameOf(this.world, id) ?? id;
  }

  private link(id: string): Node {
    return id.startsWith("issue/") ? h("bdi", {}, this.name(id)) : h("a", { href: actorHref(id) }, h("bdi", {}, this.name(id)));
  }

  private finder(): HTMLElement {
    return combobox({
      label: "Find an actor in the graph", hideLabel: true, placeholder: "Find an actor…",
      find: (words) => actorChoices(this.world, words),
      choose: (choice) => {
        if (!choice) return;
        this.choose(choice.id, true);
        this.drawing.centre(choice.id);
      },
    }).element;
  }

  private fillLegend(): void {
    refill(this.legend,
      this.drawing.key.filter(({ isLine }) => !isLine).map(({ words, color }) => {
        const dot = h("span", { class: "dot" });
        dot.style.backgroundColor = color;
        return h("li", {}, dot, h("bdi", {}, words));
      }),
      this.byCommunity ? h("li", {}, "one colour: a community, whose members have more ties with each other than with others") : null,
      GROUPS.map(({ group, label, about }) => h("li", { title: about }, h("span", { class: `swatch edge-${group}` }), label.toLowerCase())),
      h("li", {}, "for, against: a side on an issue, or in what the two deal with; a demand takes no side for or against the other"),
      h("li", {}, "pale: doubtful; wide: much evidence"));
  }

  private fillFilters(): void {
    const { filter, world } = this;
    const sources = [...new Set(world.documents.map((line) => line.source ?? ""))].filter(Boolean).sort();
    const tags = [...new Set(world.documents.flatMap((line) => line.tags ?? []))].sort();
    const statuses = [...new Set(["unreviewed", "confirmed", "corrected", "added", ...world.ties.map((tie) => tie.review).filter(Boolean)])];
    const issues = issueOptions(world);
    fillIssuesLeftOut(this.issuesLeftOut, world, issues, filter.withoutIssues, (withoutIssues) => { this.change({ withoutIssues }); this.fillFilters(); });
    const pick = (label: string, value: string, options: [string, string][], change: (value: string) => void, left = 0) =>
      h("label", { class: "field" }, label, h("select", { change: (event: Event) => change((event.target as HTMLSelectElement).value) },
        h("option", { value: "" }, "any"),
        // The address may have a value that is not among the options.
        (value && !options.some(([id]) => id === value) ? [[value, this.name(value)], ...options] : options).map(([id, words]) => h("option", { value: id, selected: id === value }, words)),
        left ? h("option", { disabled: true }, `${left} more, each with fewer facts`) : null));
    const tick = (label: string, value: boolean, change: (on: boolean) => void, about = "", swatch: Node | null = null) =>
      h("label", { class: "tick", title: about }, h("input", { type: "checkbox", checked: value, change: (event: Event) => change((event.target as HTMLInputElement).checked) }), swatch, label);
    refill(
      this.panel,
      this.time?.element ?? null,
      h("fieldset", {}, h("legend", {}, "Relations"), GROUPS.map(({ group, label, about }) =>
        tick(label, filter.groups.has(group), (on) => this.change({ groups: toggled(this.filter.groups, group, on) }), about, h("span", { class: `swatch edge-${group}` })))),
      pick("Stance", filter.stance, [...FOR, ...AGAINST].map((stance) => [stance, verb(stance)]), (stance) => this.change({ stance })),
      pick("Issue", filter.issue, issues.options, (issue) => this.change({ issue }), issues.more),
      this.issuesLeftOut,
      pick("Type of actor", filter.type, TYPES.map((type) => [type, type]), (type) => this.change({ type })),
      pick("Source", filter.source, sources.map((name) => [name, name]), (name) => this.change({ source: name })),
      pick("Document", filter.document, world.documents.map((line) => [line.id, `${line.date ?? ""} ${line.title || line.name}`]), (document) => this.change({ document })),
      tags.length || filter.tag ? pick("Tag", filter.tag, tags.map((tag) => [tag, tag]), (tag) => this.change({ tag })) : null,
      pick("Review status", filter.status, statuses.map((status) => [status, status]), (status) => this.change({ status })),
      slider({
        label: "Minimum confidence", min: LOWEST_CONFIDENCE, max: 1, step: 0.05, value: filter.confidence || LOWEST_CONFIDENCE,
        words: (value) => (value > LOWEST_CONFIDENCE ? value.toFixed(2) : "any"),
        change: (value, first) => this.change({ confidence: value > LOWEST_CONFIDENCE ? value : 0 }, first),
      }).element,
      h("label", { class: "field" }, "Minimum facts per line", h("input", { type: "number", min: 1, max: 999, value: filter.atLeast, change: (event: Event) => this.change({ atLeast: Math.max(1, Number((event.target as HTMLInputElement).value) || 1) }) })),
      tick("Only what is asserted", filter.asserted, (asserted) => this.change({ asserted }), "leaves out what is conditional, possible, planned or believed"),
      tick("Issues as nodes", filter.issues, (on) => this.change({ issues: on }), "positions as lines from their holders to issues"),
      tick("Colour by community", this.byCommunity, (on) => { this.byCommunity = on; setQuery({ colour: on ? "community" : null }, true); this.draw(); }),
      filter.ego ? h("p", {}, "Only the neighbours of ", h("bdi", {}, this.name(filter.ego)), ". ", h("button", { type: "button", click: () => { this.change({ ego: "" }); this.fillFilters(); } }, "All actors")) : null,
      h("p", {}, h("a", { href: href(["graph"]) }, "Clear all filters")),
    );
    if (!world.ties.length) replace(this.panel, emptyBox("There are no ties yet: read documents with ", h("code", {}, "kg ingest"), "."));
  }
}

function labelOf(group: Group): string {
  return GROUPS.find((each) => each.group === group)!.label;
}

function toggled(groups: Set<Group>, group: Group, on: boolean): Set<Group> {
  const next = new Set(groups);
  if (on) next.add(group);
  else next.delete(group);
  return next;
}

function button(label: string, about: string, act: () => void): HTMLElement {
  return h("button", { type: "button", title: about, "aria-label": /\w/.test(label) ? null : capital(about), click: act }, label);
}
