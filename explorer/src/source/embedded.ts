import { carriesEngine, Engine } from "../sparql/engine";
import {
  type Explanation, type Found, type GraphAnswer, type Matrix, type Overview, Problem, type ProvedFact, type Question,
  type Reading, type Source, type Table, type Vocabulary, type DocumentLine,
} from "./answers";

/** Answers that lie in the page itself, one block of JSON each, read when they are asked for. */
export class EmbeddedSource implements Source {
  readonly live = false;
  private readonly kept = new Map<string, any>();
  private readonly engine = new Engine();

  private block<T>(name: string): T {
    if (!this.kept.has(name)) {
      const text = document.getElementById(`data:${name}`)?.textContent;
      if (text === undefined || text === null) throw new Problem("This file does not hold that.", "Ask the graph with `kg serve`.");
      this.kept.set(name, JSON.parse(text));
    }
    return this.kept.get(name) as T;
  }

  overview = async () => this.block<Overview>("overview");
  graph = async () => this.block<GraphAnswer>("graph");
  documents = async (): Promise<DocumentLine[]> => this.block<GraphAnswer>("graph").documents;
  reading = async (id: string) => this.block<Reading>(`document/${id}`);
  questions = async () => this.block<Question[]>("questions");
  vocabulary = async () => this.block<Vocabulary>("vocabulary");
  speaks = (language: "sparql" | "cypher") => language === "sparql" && carriesEngine();
  judgements = async () => [];
  judge = () => this.refused();
  judgeEach = () => this.refused();
  undo = () => this.refused();
  undoEach = () => this.refused();
  alike = async () => [];
  forget(): void {}

  private async refused(): Promise<never> {
    throw new Problem("This file cannot be changed.", "Judge facts with `kg serve --write`.");
  }

  async explanation(): Promise<Explanation> {
    throw new Problem("This file does not hold what was dropped.", "`kg serve` and `kg explain` tell.");
  }

  async facts(ids: string[]): Promise<ProvedFact[]> {
    const found: ProvedFact[] = [];
    for (const id of ids) {
      const reading = this.block<Reading>(`document/${id.split("/")[1]}`);
      const fact = reading.found.find((each) => each.id === id);
      if (!fact) continue;
      const points = Array.from(reading.text).slice(fact.evidence[0], fact.evidence[1]).join("");
      found.push({ ...fact, text: points, document: reading });
    }
    return found;
  }

  async matrix(query: URLSearchParams): Promise<Matrix> {
    const by = query.get("by") || "actor";
    return this.block<Matrix>(`matrix/${by}`);
  }

  async ask(name: string): Promise<Table> {
    return this.block<Table>(`answer/${name}`);
  }

  async query(language: "sparql" | "cypher", text: string): Promise<Table> {
    if (!this.speaks(language)) throw new Problem("This file does not answer such queries.", "Ask the graph with `kg serve`.");
    return this.engine.query(text, (await this.vocabulary()).prefixes);
  }

  async search(words: string): Promise<Found[]> {
    const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const found: Found[] = [];
    for (const line of await this.documents()) {
      const reading = await this.reading(line.id);
      for (const match of reading.text.matchAll(/[^.!?\n]+[.!?]?/g)) {
        const low = match[0].toLocaleLowerCase();
        if (!wanted.every((word) => low.includes(word))) continue;
        const start = Array.from(reading.text.slice(0, match.index)).length;
        const end = start + Array.from(match[0]).length;
        found.push({ document: line.id, name: line.name, title: line.title, date: line.date, start, end, text: match[0], snippet: match[0].trim(), marks: [] });
        if (found.length >= 50) return found;
      }
    }
    return found;
  }
}
