import { carriesEngine, Engine } from "../sparql/engine";
import {
  type Explanation, type Found, type GraphAnswer, type Matrix, type Overview, Problem, type ProvedFact, type Question,
  type Reading, type Source, type Table, type Vocabulary, type DocumentLine, type Window,
} from "./answers";

/** Answers from blocks of JSON in the page itself, each parsed when it is first asked for. */
export class EmbeddedSource implements Source {
  readonly live = false;
  private readonly blocks = new Map<string, any>();
  private readonly engine = new Engine();

  private block<T>(name: string): T {
    if (!this.blocks.has(name)) {
      const text = document.getElementById(`data:${name}`)?.textContent;
      if (text === undefined || text === null) throw new Problem("This file does not contain that.", "Ask the graph with `kg serve`.");
      this.blocks.set(name, JSON.parse(text));
    }
    return this.blocks.get(name) as T;
  }

  overview = async () => this.block<Overview>("overview");
  graph = async () => this.block<GraphAnswer>("graph");
  documents = async (): Promise<DocumentLine[]> => this.block<GraphAnswer>("graph").documents;
  reading = async (id: string) => this.block<Reading>(`document/${id}`);
  questions = async () => this.block<Question[]>("questions");
  vocabulary = async () => this.block<Vocabulary>("vocabulary");
  speaks = (language: "sparql" | "cypher") => language === "sparql" && carriesEngine();
  judgements = async () => [];
  seen = () => ({ turn: 0, standings: new Map<string, string>() });
  judge = () => this.refused();
  judgeEach = () => this.refused();
  undoEach = () => this.refused();
  alike = async () => [];
  isStale = async () => false;
  forget(): void {}

  private async refused(): Promise<never> {
    throw new Problem("This file cannot be changed.", "Judge facts with `kg serve --write`.");
  }

  async explanation(): Promise<Explanation> {
    throw new Problem("This file does not contain dropped proposals.", "`kg serve` and `kg explain` show them.");
  }

  async facts(ids: string[]): Promise<ProvedFact[]> {
    const found: ProvedFact[] = [];
    for (const id of ids) {
      const reading = this.block<Reading>(`document/${id.split("/")[1]}`);
      const fact = reading.found.find((each) => each.id === id);
      if (!fact) continue;
      const text = Array.from(reading.text).slice(fact.evidence[0], fact.evidence[1]).join("");
      found.push({ ...fact, text: text, document: reading });
    }
    return found;
  }

  async matrix(query: URLSearchParams): Promise<Matrix> {
    const { by = "actor", at_least: least = "1", ...rest } = Object.fromEntries(query);
    for (const name of Object.keys(rest)) throw unsupported("This file has only the matrix of the whole graph", name);
    const whole = this.block<Matrix>(`matrix/${by}`);
    const windows = whole.windows.map((window) => withRowsOf(window, Number(least) || 1));
    return { ...whole, left_out: { ...whole.left_out, rare: codings(whole.windows) - codings(windows) }, windows };
  }

  async ask(name: string, query: URLSearchParams): Promise<Table> {
    const { limit, ...rest } = Object.fromEntries(query);
    for (const given of Object.keys(rest)) throw unsupported("This file has only the answer without parameters", given);
    const whole = this.block<Table>(`answer/${name}`);
    const rows = whole.rows.slice(0, limit ? Number(limit) : undefined);
    return { ...whole, rows, more: whole.more || rows.length < whole.rows.length };
  }

  async query(language: "sparql" | "cypher", text: string): Promise<Table> {
    if (!this.speaks(language)) throw new Problem("This file does not answer such queries.", "Ask the graph with `kg serve`.");
    return this.engine.query(text, (await this.vocabulary()).prefixes);
  }

  /** Sentences with all these words and phrases exactly as written; only the server searches for word stems. */
  async search(words: string): Promise<Found[]> {
    const wanted = [...words.matchAll(/"([^"]*)"?|([^\s"]+)/g)].map(([, phrase, word]) => phrase ?? word).filter((each) => /[\p{L}\p{N}]/u.test(each)).map(patternOf);
    const found: Found[] = [];
    if (!wanted.length) return found;
    for (const line of await this.documents()) {
      const { text: whole, pages } = await this.reading(line.id);
      for (const [from, to] of sentences(whole)) {
        const text = whole.slice(from, to);
        const hits = wanted.map((each) => [...text.matchAll(each)]);
        if (!hits.every(({ length }) => length)) continue;
        const point = (unit: number) => Array.from(text.slice(0, unit)).length;
        const marks = hits.flat().sort((a, b) => a.index - b.index).map((hit): [number, number] => [point(hit.index), point(hit.index + hit[0].length)]);
        const start = Array.from(whole.slice(0, from)).length;
        found.push({ document: line.id, name: line.name, title: line.title, date: line.date, page: pages.filter(([at]) => at <= start).at(-1)?.[1] || null, start, end: start + point(text.length), text, snippet: text, marks: marks.filter(([begin], n) => n === 0 || begin >= marks[n - 1][1]) });
        if (found.length >= 50) return found;
      }
    }
    return found;
  }
}

/** How many facts the cells count, each once for each of its issues. */
function codings(windows: Window[]): number {
  return windows.flatMap(({ cells }) => cells).reduce((sum, [, , , pro, contra]) => sum + pro + contra, 0);
}

/** The part of a matrix with the actors that have so many different facts, counted as the server does. */
function withRowsOf(window: Window, least: number): Window {
  const facts = window.rows.map(() => new Set<string>());
  for (const [row, , , , , , ids] of window.cells) ids.forEach((id) => facts[row].add(id));
  const kept = window.cells.filter(([row]) => facts[row].size >= least);
  const rows = [...new Set(kept.map(([row]) => row))].sort((a, b) => a - b);
  const columns = [...new Set(kept.map(([, column]) => column))].sort((a, b) => a - b);
  return {
    ...window,
    rows: rows.map((row) => window.rows[row]),
    columns: columns.map((column) => window.columns[column]),
    cells: kept.map(([row, column, ...counts]) => [rows.indexOf(row), columns.indexOf(column), ...counts]),
  };
}

function unsupported(why: string, name: string): Problem {
  return new Problem(`${why}: it cannot take “${name}” into account.`, "Ask the graph with `kg serve`.");
}

/** A pattern for a whole word or phrase; with a star at the end, for words that begin with it. */
function patternOf(words: string): RegExp {
  const parts = words.trim().replace(/\*$/, "").split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${parts.join("\\s+")}${words.endsWith("*") ? "" : "(?![\\p{L}\\p{N}])"}`, "giu");
}

/** The spans of the sentences of a text, split as in kg/record/splitting.py. */
function sentences(text: string): [number, number][] {
  const gaps = [...text.matchAll(/(?<=\p{L}{2}[.!?])["”’)]*\s+(?=["“‘(]?[A-Z0-9])|\n\s*\n/gu)];
  const ends = [...gaps.map((gap) => gap.index + gap[0].trimEnd().length), text.length];
  return ends.map((end, n) => [n ? gaps[n - 1].index + gaps[n - 1][0].length : 0, end]);
}
