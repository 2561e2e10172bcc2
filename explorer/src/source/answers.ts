/** The answers of the API, as kg/serve/content makes them. */

export type Cell = string | number | boolean | null;

export interface Table {
  columns: string[];
  rows: Cell[][];
  more?: boolean;
  lag?: number;
}

export interface DocumentLine {
  id: string;
  name: string;
  title: string | null;
  date: string | null;
  source: string | null;
  genre: string | null;
  language: string;
  characters: number;
  tags?: string[];
  facts: Record<string, number>;
}

export interface Issue {
  id: string;
  label: string;
  confidence: number;
}

export interface Fact {
  id: string;
  heading: string;
  kind?: string;
  sign?: string;
  words?: string;
  evidence: [number, number];
  /** The page that the evidence begins on. */
  page: string | null;
  rule: string;
  confidence: number;
  review: string;
  by: string[];
  date: string | null;
  when: string | null;
  modality?: string;
  actors: { role: string; id: string }[];
  sources?: string[];
  spans?: Record<string, [number, number]>;
  issues?: Issue[];
  reply_to?: string | null;
  more?: Record<string, Cell>;
}

export interface ProvedFact extends Fact {
  text: string;
  document: { id: string; name: string; title: string | null; date: string | null; source: string | null };
}

export interface ActorLine {
  id: string;
  name: string;
  type: string;
  aliases: string[];
  country: string | null;
  wikidata: string | null;
}

export interface Reading extends DocumentLine {
  uri: string;
  metadata: Record<string, string>;
  text: string;
  /** Where each page begins, in code points, and what it is called. */
  pages: [number, string][];
  actors: ActorLine[];
  mentions: [number, number, string, string][];
  found: Fact[];
}

export interface Proposal {
  heading: string;
  rule: string;
  row: string;
  confidence: number;
  threshold: number;
  kept: boolean;
  reason: string;
  summary: string;
  strongest: [string, number][];
}

export interface Explanation {
  sentences: { start: number; end: number; proposals: Proposal[] }[];
}

export interface Overview {
  name: string;
  write?: boolean;
  revision: number;
  documents: number;
  undated: number;
  first: string | null;
  last: string | null;
  days: Record<string, number>;
  sources: [string, number][];
  actors: number;
  types: Record<string, number>;
  facts: Record<string, number>;
  doubtful: number;
  confidence: number[];
  top_actors: [string, string, string, number][];
  top_issues: [string, string, number][];
}

export interface GraphAnswer {
  revision: number;
  kinds: string[];
  /** Id, name, type, country, aliases, ids in other catalogues, and a name that no other actor has, empty if the name is one. */
  actors: [string, string, string, string, string[], [string, string, string, string | null][], string][];
  issues: [string, string][];
  /** The current id of an actor, by an id that people's decisions have replaced. */
  becomes: Record<string, string>;
  documents: DocumentLine[];
  fields: string[];
  ties: any[][];
}

export interface Window {
  start: string | null;
  stop: string | null;
  rows: { name: string; id: string }[];
  columns: string[];
  cells: [number, number, number, number, number, number, string[]][];
}

export interface Matrix {
  asked: Record<string, string>;
  /** How many facts, each once for each of its issues, no cell counts, by the reason. */
  left_out: Partial<Record<"unasserted" | "rare" | "undated" | "too_coarse", number>>;
  windows: Window[];
}

export interface QuestionParameter {
  name: string;
  type: string;
  help: string;
  required: boolean;
  several: boolean;
  default: string[];
  options: string[];
}

export interface Question {
  name: string;
  title: string;
  description: string;
  order: string;
  parameters: QuestionParameter[];
  columns: { name: string; meaning: string }[];
  sparql: string;
  cypher: string;
}

export interface Vocabulary {
  sparql: { name: string; about: string }[];
  cypher: { name: string; about: string }[];
  prefixes: Record<string, string>;
  fields: Record<string, { name: string; kind: string; choices: string[]; needed: boolean }[]>;
}

export interface Found {
  document: string;
  name: string;
  title: string | null;
  date: string | null;
  page: string | null;
  start: number;
  end: number;
  text: string;
  snippet: string;
  marks: [number, number][];
}

/** A decision of a person: about the fact `about`; a new fact in the document `about`; or about the actor `about`, which is the same
 * as the `other`, a different one, or to be split in two. */
export interface JudgementRequest {
  verdict: "confirmed" | "rejected" | "corrected" | "added" | "same" | "different" | "split";
  about: string;
  other?: string;
  heading?: string;
  values?: Record<string, unknown>;
  why?: string;
}

/** What the page shows when the user decides: how many decisions the user had made, and each fact's review status as shown. */
export interface Seen {
  turn: number;
  standings: ReadonlyMap<string, string>;
}

/** The ids of the judgements; and, by language, why a store lags behind them. */
export interface JudgementResult {
  /** The ids of the judgements that were recorded. */
  ids: string[];
  /** Why each of the others was not: the user has decided so already. */
  repeats?: string[];
  /** What the text or the evidence does not show of what was recorded. */
  cautions?: string[];
  behind?: Record<string, string>;
}

/** A judgement of the record, with its reason. */
export interface Judgement {
  id: string;
  verdict: string;
  about: string;
  values: string;
  by: string;
  at: string;
  why: string;
  reach: string;
  actors: string[];
  /** The fact that it is about, if any; if asked for by document, that document's fact. */
  fact: string | null;
}

/** An error with a message for the user. */
export class Problem extends Error {
  constructor(
    readonly title: string,
    readonly nextStep = "",
    readonly at?: { line?: number; column?: number },
    readonly code?: string,
    /** The facts that the problem is about, each with words that name it. */
    readonly facts: { id: string; words: string }[] = [],
  ) {
    super(nextStep ? `${title} ${nextStep}` : title);
  }
}

/** The source of the page's answers: a server, or the file that holds the page. `live` says that it is a server. */
export interface Source {
  readonly live: boolean;
  overview(): Promise<Overview>;
  documents(): Promise<DocumentLine[]>;
  reading(document: string): Promise<Reading>;
  explanation(document: string): Promise<Explanation>;
  facts(ids: string[]): Promise<ProvedFact[]>;
  graph(): Promise<GraphAnswer>;
  matrix(query: URLSearchParams): Promise<Matrix>;
  questions(): Promise<Question[]>;
  ask(name: string, query: URLSearchParams): Promise<Table>;
  query(language: "sparql" | "cypher", text: string): Promise<Table>;
  speaks(language: "sparql" | "cypher"): boolean;
  vocabulary(): Promise<Vocabulary>;
  search(words: string): Promise<Found[]>;
  /** What is shown at this moment: ask for it when the user decides, and pass it along when the decision is sent. */
  seen(): Seen;
  judge(asked: JudgementRequest, seen?: Seen): Promise<JudgementResult>;
  /** Confirm or reject many facts at once. */
  judgeEach(verdict: "confirmed" | "rejected", facts: string[], seen: Seen): Promise<JudgementResult>;
  /** All judgements, or those about the facts of a document. */
  judgements(document?: string): Promise<Judgement[]>;
  undoEach(judgements: string[]): Promise<JudgementResult>;
  /** This fact and the unreviewed facts that say the same. */
  alike(fact: string): Promise<string[]>;
  /** Whether the graph has changed since the answers that are cached. */
  isStale(): Promise<boolean>;
  /** Empty the cache, because something has changed. */
  forget(): void;
}
