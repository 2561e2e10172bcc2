/** What the API answers, as kg/serve/content makes it. */

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
  actors: [string, string, string, string, string[], [string, string, string, string | null][]][];
  issues: [string, string][];
  /** The id that an actor has now, by one that it has no more. */
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
  start: number;
  end: number;
  text: string;
  snippet: string;
  marks: [number, number][];
}

/** What a person decides about a fact: `about` is its id, or the document that one is added to; or about actors: that
 * one is the same as the `other`, or different, or two. */
export interface JudgementRequest {
  verdict: "confirmed" | "rejected" | "corrected" | "added" | "same" | "different" | "split";
  about: string;
  other?: string;
  heading?: string;
  values?: Record<string, unknown>;
  why?: string;
}

/** What the page has shown of facts at one time: which of one's own decisions were the last then, and what people had made
 * of each fact. */
export interface Seen {
  turn: number;
  standings: ReadonlyMap<string, string>;
}

/** What has been kept; and why a store does not follow it, by its language, where one does not. */
export interface JudgementResult {
  ids: string[];
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
  /** The fact that it is of, where it is of one; asked for by document, as that one has it. */
  fact: string | null;
}

/** An error that the server tells of. */
export class Problem extends Error {
  constructor(
    readonly title: string,
    readonly nextStep = "",
    readonly at?: { line?: number; column?: number },
    readonly code?: string,
  ) {
    super(nextStep ? `${title} ${nextStep}` : title);
  }
}

/** Where a page has its answers from: a server, or the file that it is in. */
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
  /** What is shown now: to be asked when somebody decides, and given along when the decision gets its turn. */
  seen(): Seen;
  judge(asked: JudgementRequest, seen?: Seen): Promise<JudgementResult>;
  /** Confirm or reject many facts at once. */
  judgeEach(verdict: "confirmed" | "rejected", facts: string[], seen: Seen): Promise<JudgementResult>;
  /** All of them, or those of the facts of a document. */
  judgements(document?: string): Promise<Judgement[]>;
  undoEach(judgements: string[]): Promise<JudgementResult>;
  /** The facts that nobody has reviewed and that say the same as this one, itself too. */
  alike(fact: string): Promise<string[]>;
  /** Whether the graph has changed since it was first asked. */
  isStale(): Promise<boolean>;
  /** Forget what was asked: something has changed. */
  forget(): void;
}
