import { type Cell, Problem, type Table } from "../source/answers";
import type { Reply } from "./sparql.worker";

const MOST_ROWS = 1000;
const TIMEOUT = 60_000;
const ID = "https://w3id.org/negotiation-kg/id/";
const ISSUE = "https://w3id.org/negotiation-kg/issues#";
const NUMBER = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(byte|int|integer|long|nonNegativeInteger|short|decimal|double|float)$/;

interface Term {
  type: string;
  value: string;
  datatype?: string;
}

/** Whether the page carries an engine and a graph to ask. */
export function carriesEngine(): boolean {
  return document.getElementById("packed:engine") !== null;
}

/** Oxigraph in a worker of its own, over the graph that the page carries; the first query unpacks both. */
export class Engine {
  private worker: Worker | null = null;
  private ready: Promise<void> | null = null;
  private queries = 0;

  async query(text: string, prefixes: Record<string, string>): Promise<Table> {
    this.ready ??= this.start();
    await this.ready;
    const turn = (this.queries += 1);
    const isGraph = /^\s*(CONSTRUCT|DESCRIBE)\b/i.test(withoutPrologue(text));
    const prologue = Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("");
    const reply = await this.answer(turn, { turn, text: `${prologue}\n${text}`, isGraph });
    if (!("turn" in reply) || reply.error !== undefined) throw problemOf("error" in reply ? reply.error! : "");
    return isGraph ? triples(reply.answer!) : solutions(reply.answer!);
  }

  private start(): Promise<void> {
    const carried = (name: string) => document.getElementById(name)?.textContent ?? "";
    this.worker = new Worker(URL.createObjectURL(new Blob([carried("worker:sparql")], { type: "text/javascript" })));
    return this.answer(0, { engine: carried("packed:engine"), graph: carried("packed:graph") }).then((told) => {
      if ("error" in told && told.error) throw new Problem("This browser cannot run the engine.", told.error);
    });
  }

  private answer(turn: number, message: object): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const worker = this.worker!;
      const late = setTimeout(() => {
        // Only this stops a query; the next one starts a new engine.
        worker.terminate();
        this.ready = null;
        reject(new Problem("The query takes too long.", "Ask for less: name an actor, a document, a LIMIT."));
      }, TIMEOUT);
      const heard = ({ data }: MessageEvent<Reply>) => {
        if ("turn" in data && data.turn !== turn) return;
        clearTimeout(late);
        worker.removeEventListener("message", heard);
        resolve(data);
      };
      worker.addEventListener("message", heard);
      worker.postMessage(message);
    });
  }
}

/** The query without comments and without the prefixes and base at its beginning. */
function withoutPrologue(text: string): string {
  return text.replace(/<[^<>\s]*>|#[^\n]*/g, (found) => (found[0] === "#" ? "" : "<>")).replace(/^(\s*(PREFIX\s+[\w.-]*:\s*<>|BASE\s*<>))+/i, "");
}

function problemOf(words: string): Problem {
  const at = /(\d+):(\d+)/.exec(words);
  // The page has put a line of prefixes before the user's first line.
  const position = at ? { line: Math.max(1, Number(at[1]) - 1), column: Number(at[2]) } : undefined;
  const message = at ? words.replace(at[0], `${position!.line}:${position!.column}`) : words;
  return new Problem(`This query cannot be answered: ${message}`, "", position);
}

function solutions(answer: string): Table {
  const results = JSON.parse(answer) as { head: { vars?: string[] }; boolean?: boolean; results?: { bindings: Record<string, Term>[] } };
  if (results.boolean !== undefined) return { columns: ["answer"], rows: [[results.boolean]] };
  const columns = results.head.vars ?? [];
  const bindings = results.results?.bindings ?? [];
  return { columns, rows: bindings.slice(0, MOST_ROWS).map((row) => columns.map((name) => cell(row[name]))), more: bindings.length > MOST_ROWS };
}

function triples(answer: string): Table {
  const lines = answer.split("\n").filter(Boolean);
  const rows = lines.slice(0, MOST_ROWS).map((line) => {
    const [, subject, predicate, object] = /^(\S+) (\S+) (.*) \.$/.exec(line) ?? ["", line, "", ""];
    return [subject, predicate, object].map((text) => (text.startsWith("<") && text.endsWith(">") ? short(text.slice(1, -1)) : text));
  });
  return { columns: ["subject", "predicate", "object"], rows, more: lines.length > MOST_ROWS };
}

function cell(term: Term | undefined): Cell {
  if (!term) return null;
  if (term.type === "uri") return short(term.value);
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.datatype && NUMBER.test(term.datatype)) return Number(term.value);
  if (term.datatype === "http://www.w3.org/2001/XMLSchema#boolean") return term.value === "true" || term.value === "1";
  return term.value;
}

function short(iri: string): string {
  if (iri.startsWith(ID)) return iri.slice(ID.length);
  return iri.startsWith(ISSUE) ? `issue/${iri.slice(ISSUE.length)}` : iri;
}
