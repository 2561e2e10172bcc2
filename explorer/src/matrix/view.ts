import { actorHref, type Address, here, setQuery } from "../browser/address";
import { source } from "../source/source";
import { dayField, dayIn } from "../controls/day";
import { csv, save } from "../browser/download";
import { h, refill, replace } from "../parts/element";
import { fillIssuesLeftOut, issueOptions, type IssueOptions } from "../controls/issues";
import { sentences } from "../parts/sentences";
import { slider } from "../controls/slider";
import { announce, emptyBox, problemBox } from "../parts/status";
import { latestOnly } from "../parts/latest";
import type { View } from "../parts/view";
import { count, signed } from "../parts/words";
import { idNow, loadWorld, type World } from "../graph/ties";
import { type Matrix, Problem, type Window } from "../source/answers";

const PARAMETERS = ["since", "until", "by", "at_least", "window", "length", "source", "issue", "without_issue", "actor", "type", "min_confidence"];
/** The code of the error for a network without facts. */
const NOTHING_TO_COUNT = "KG-N202";
/** Actors with fewer facts are left out unless the address says otherwise. */
const USUAL_MINIMUM = "2";
/** Columns and rows that an arrow key moves. */
const ARROWS: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const MOST_ROWS = 80;
const MOST_COLUMNS = 40;

/** The matrix of actors by issues: the two-mode network of `kg network`. */
export async function matrixView(address: Address): Promise<View> {
  const body = new MatrixBody(address.query);
  await body.load();
  return { element: body.element, title: "Matrix", update: (next) => body.update(next.query), key: (event) => body.key(event) };
}

class MatrixBody {
  readonly element: HTMLElement;
  private readonly table = h("div", { class: "scroll matrix-box", tabindex: "0", role: "region", "aria-label": "Actors by issues" });
  private readonly detail = h("aside", { class: "detail", hidden: true, tabindex: "-1", "aria-label": "Sentences of a cell" });
  private readonly form = h("form", { class: "row tools", submit: (event: Event) => event.preventDefault(), "aria-label": "What is counted" });
  private readonly windows = h("div", { class: "row", hidden: true });
  private readonly windowSlider: ReturnType<typeof slider>;
  private readonly issuesLeftOut = h("div", { class: "row" });
  private known: { world: World; issues: IssueOptions } | null = null;
  private answer: Matrix | null = null;
  /** The button of the cell whose sentences are shown. */
  private chosenButton: HTMLElement | null = null;
  private shownParameters = "";
  private readonly begin = latestOnly();

  constructor(private query: URLSearchParams) {
    this.windowSlider = slider({ label: "Window", min: 0, max: 0, value: 0, words: (at) => this.windowWords(at), change: (at, first) => this.change({ at: String(at) }, first) });
    this.windows.append(this.windowSlider.element);
    this.element = h("div", { class: "matrix-view" }, h("div", { class: "column" }, h("h1", {}, "Actors by issues"), this.form, this.windows, this.table), this.detail);
    this.fillForm();
    // A matrix is shown before the issues are known; without them it says itself what is wrong with the server.
    if (source.live) void loadWorld().then((world) => { this.known = { world, issues: issueOptions(world) }; this.fillIssues(); }, () => null);
  }

  private fillIssues(): void {
    const leftOut = this.query.getAll("without_issue").filter(Boolean);
    if (this.known) fillIssuesLeftOut(this.issuesLeftOut, this.known.world, this.known.issues, leftOut, (without) => { this.change({ without_issue: without }); this.fillIssues(); });
  }

  update(query: URLSearchParams): boolean {
    this.query = query;
    this.fillForm();
    void this.load();
    return true;
  }

  key(event: KeyboardEvent): boolean {
    if (event.key in ARROWS) return this.moveTo(event.target as HTMLElement, ...ARROWS[event.key]);
    if (event.key !== "Escape" || this.detail.hidden) return false;
    this.closeCell();
    return true;
  }

  /** Move the focus from a cell to the next one with facts in a direction; false where there is none. */
  private moveTo(button: HTMLElement, across: number, down: number): boolean {
    const cell = button.closest<HTMLTableCellElement>(".matrix tbody td");
    if (!cell) return false;
    const rows = [...cell.closest("tbody")!.rows];
    let [row, column] = [rows.indexOf(cell.parentElement as HTMLTableRowElement), cell.cellIndex];
    for (;;) {
      [row, column] = [row + down, column + across];
      const box = rows[row]?.cells[column];
      if (!box) return false;
      const next = box.querySelector<HTMLElement>(":scope > button");
      if (!next) continue;
      next.focus();
      return true;
    }
  }

  async load(): Promise<void> {
    const isLast = this.begin();
    const parameters = new URLSearchParams();
    for (const name of PARAMETERS) for (const value of this.query.getAll(name)) if (value) parameters.append(name, value);
    if (!parameters.has("at_least")) parameters.set("at_least", USUAL_MINIMUM);
    try {
      if (parameters.toString() !== this.shownParameters || !this.answer) {
        this.table.setAttribute("aria-busy", "true");
        const answer = await source.matrix(parameters);
        if (!isLast()) return;
        this.answer = answer;
        this.shownParameters = parameters.toString();
      }
      await this.followMerged(this.answer);
      if (!isLast()) return;
    } catch (error) {
      if (!isLast()) return;
      this.answer = null;
      this.detail.hidden = true;
      this.windows.hidden = true;
      const isEmpty = error instanceof Problem && error.code === NOTHING_TO_COUNT;
      replace(this.table, isEmpty ? emptyBox(this.emptyWords()) : problemBox(error));
    }
    this.table.removeAttribute("aria-busy");
    if (this.answer) this.draw();
  }

  /** What to say where nothing is counted: the advice of the error is about options of the command line. */
  private emptyWords(): string {
    const { query } = this;
    const least = this.minimum();
    const isNarrowed = PARAMETERS.some((name) => name !== "by" && name !== "at_least" && query.get(name));
    return `There are no facts to count here${least > 1 ? `: no actor has ${least} or more` : ""}.${isNarrowed ? " Ask for a longer period, or leave filters out." : ""}`;
  }

  /** If people have merged the actor of the address into another one, go to that one's row. */
  private async followMerged({ windows }: Matrix): Promise<void> {
    const { query } = this;
    const row = query.get("row");
    if (row === null || windows.some((each) => each.rows.some((_, n) => idOf(each, n) === row))) return;
    query.set("row", idNow(await loadWorld(), row));
  }

  private change(changes: Record<string, string | string[] | null>, push = true): void {
    setQuery(changes, push);
    this.query = here().query;
    void this.load();
  }

  private fillForm(): void {
    const { query } = this;
    this.fillIssues();
    const pick = (label: string, name: string, options: [string, string][]) =>
      h("label", { class: "field" }, label, h("select", { change: (event: Event) => this.change({ [name]: (event.target as HTMLSelectElement).value || null }) },
        options.map(([value, words]) => h("option", { value, selected: value === (query.get(name) ?? "") }, words))));
    const date = (label: string, name: string, which: "first" | "last") =>
      h("label", { class: "field" }, label, dayField({ value: dayIn(query.get(name) ?? "", which) ?? "", change: (day) => this.change({ [name]: day || null }) }).input);
    refill(this.form,
      pick("Actors as", "by", [["", "named"], ["affiliation", "what they belong to"], ["state", "states and blocs"]]),
      h("label", { class: "field" }, "Minimum facts per actor", h("input", { type: "number", min: 1, max: 999, value: this.minimum(), change: (event: Event) => this.change({ at_least: (event.target as HTMLInputElement).value || null }) })),
      source.live ? [
        date("Since", "since", "first"), date("Until", "until", "last"),
        pick("Windows", "window", [["", "the whole time"], ["years", "years"], ["months", "months"], ["weeks", "weeks"]]),
        this.issuesLeftOut,
      ] : null,
      pick("Order", "sort", [["", "most first"], ["name", "by name"], ["for", "most for"], ["against", "most against"]]),
      h("button", { type: "button", click: () => this.download() }, "CSV"));
  }

  private minimum(): number {
    return Number(this.query.get("at_least") || USUAL_MINIMUM);
  }

  private window(): Window | null {
    const windows = this.answer?.windows ?? [];
    return windows[Math.min(Number(this.query.get("at") ?? 0) || 0, windows.length - 1)] ?? null;
  }

  private windowWords(at: number): string {
    const { windows } = this.answer ?? { windows: [] };
    return windows[at] ? `${windows[at].start?.slice(0, 10)} – ${windows[at].stop?.slice(0, 10)}, ${at + 1} of ${windows.length}` : "";
  }

  private draw(): void {
    const windows = this.answer?.windows ?? [];
    const now = this.window();
    const place = now ? windows.indexOf(now) : 0;
    this.windows.hidden = windows.length < 2;
    this.windowSlider.show(place, Math.max(0, windows.length - 1));
    this.showCell();
    if (!now || !now.cells.length) return replace(this.table, emptyBox(this.emptyWords()));
    const { rows, columns, cells } = arranged(now, this.query.get("sort") ?? "");
    const most = Math.max(1, ...now.cells.map(([, , weight]) => Math.abs(weight)));
    refill(this.table, h("table", { class: "matrix" },
      h("caption", {}, h("span", {}, `${count(rows.length, "actor")} by ${count(columns.length, "issue")}`, rows.length < now.rows.length || columns.length < now.columns.length ? ` (of ${now.rows.length} by ${now.columns.length}: those with most facts)` : "", ". Blue is for, orange against; a number is facts for minus facts against, ±0 as many of each.", this.leftOutWords())),
      h("thead", {}, h("tr", {}, h("td"), columns.map((column) => h("th", { scope: "col" }, h("div", {}, h("span", { title: now.columns[column] }, now.columns[column])))))),
      h("tbody", {}, rows.map((row) => h("tr", {},
        h("th", { scope: "row", title: now.rows[row].name }, now.rows[row].id ? h("a", { href: actorHref(now.rows[row].id) }, h("bdi", {}, now.rows[row].name)) : h("bdi", {}, now.rows[row].name)),
        columns.map((column) => {
          const cell = cells.get(`${row} ${column}`);
          if (!cell) return h("td");
          const [, , weight] = cell;
          const words = cellWords(now, cell);
          const shown = weight === 0 ? "±0" : weight > 0 ? `+${weight}` : signed(weight);
          const button = h("button", { type: "button", title: words, "aria-label": `${shown}: ${words}`, click: () => this.choose(button, idOf(now, row), now.columns[column]) }, shown);
          if (this.query.get("row") === idOf(now, row) && this.query.get("column") === now.columns[column]) this.chosenButton = button;
          const box = h("td", { class: weight > 0 ? "for" : weight < 0 ? "against" : "mixed" }, button);
          box.style.setProperty("--depth", String(0.2 + (0.8 * Math.sqrt(Math.abs(weight))) / Math.sqrt(most)));
          return box;
        }))))));
    announce(`${rows.length} actors by ${columns.length} issues`);
  }

  /** What the matrix does not count, and why. */
  private leftOutWords(): string {
    const { unasserted = 0, rare = 0, undated = 0, too_coarse = 0 } = this.answer?.left_out ?? {};
    const reasons: [number, string][] = [
      [unasserted, "not asserted (possible, conditional or believed)"],
      [rare, `of actors with fewer than ${this.minimum()} facts`],
      [undated, "without a date"],
      [too_coarse, "dated less precisely than the windows"],
    ];
    const told = reasons.filter(([number]) => number).map(([number, reason]) => `${number.toLocaleString("en")} ${reason}`);
    return told.length ? ` Facts left out: ${told.join(", ")}.` : "";
  }

  private choose(button: HTMLElement, row: string, column: string): void {
    setQuery({ row, column }, true);
    this.query = here().query;
    this.showCell();
    this.chosenButton = button;
    this.detail.focus();
  }

  private closeCell(): void {
    setQuery({ row: null, column: null }, true);
    this.query = here().query;
    this.showCell();
    this.chosenButton?.focus();
  }

  /** Show the sentences of the cell that the address names, as the current matrix counts them. */
  private showCell(): void {
    const [row, column] = [this.query.get("row"), this.query.get("column")];
    this.detail.hidden = row === null || column === null;
    if (row === null || column === null) return;
    const now = this.window();
    const cell = now?.cells.find((each) => idOf(now, each[0]) === row && now.columns[each[1]] === column);
    refill(this.detail, h("button", { type: "button", class: "close", "aria-label": "Close", click: () => this.closeCell() }, "×"),
      now && cell
        ? [h("h2", {}, cellWords(now, cell)), sentences(cell[6])]
        : [h("h2", {}, `${row} on ${column}`), emptyBox("This matrix counts no facts for it.")]);
  }

  private download(): void {
    const now = this.window();
    if (!now) return;
    const weights = new Map(now.cells.map(([row, column, weight]) => [`${row} ${column}`, weight]));
    save("matrix.csv", csv({ columns: ["actor", ...now.columns], rows: now.rows.map(({ name }, row) => [name, ...now.columns.map((_, column) => weights.get(`${row} ${column}`) ?? null)]) }));
  }
}

type MatrixCell = Window["cells"][number];

/** The id of a row in an address, or its name: actors counted as what they belong to may have no id. */
function idOf({ rows }: Window, row: number): string {
  return rows[row].id || rows[row].name;
}

function cellWords({ rows, columns }: Window, [row, column, , pro, contra, strength]: MatrixCell): string {
  return `${rows[row].name} on ${columns[column]}: ${pro} for, ${contra} against, mean strength ${signed(strength)}`;
}

/** The rows and columns with most facts (for, against or both, as `sort` says), in order, and the cells by row and column. */
function arranged(window: Window, sort: string) {
  const facts = ([, , , pro, contra]: MatrixCell) => (sort === "for" ? pro : sort === "against" ? contra : pro + contra);
  const order = (names: string[], side: 0 | 1, most: number) => {
    const sums = new Map<number, number>();
    for (const cell of window.cells) sums.set(cell[side], (sums.get(cell[side]) ?? 0) + facts(cell));
    const all = names.map((_, n) => n).sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0) || a - b).slice(0, most);
    return sort === "name" ? all.sort((a, b) => names[a].localeCompare(names[b])) : all;
  };
  const rows = order(window.rows.map(({ name }) => name), 0, MOST_ROWS);
  const columns = order(window.columns, 1, MOST_COLUMNS);
  return { rows, columns, cells: new Map(window.cells.map((cell) => [`${cell[0]} ${cell[1]}`, cell])) };
}
