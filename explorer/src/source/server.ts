import {
  type Explanation, type Fact, type Found, type GraphAnswer, type Judgement, type JudgementRequest, type JudgementResult, type Matrix, type Overview, Problem, type ProvedFact,
  type Question, type Reading, type Seen, type Source, type Table, type Vocabulary, type DocumentLine,
} from "./answers";
import { count } from "../parts/words";

const FACTS_PER_REQUEST = 100;
const OVERVIEW = "/api/overview";

async function answer<T>(address: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, { ...init, headers: { Accept: "application/json", ...init.headers } });
  } catch {
    throw new Problem("The server does not answer.", "Is `kg serve` still running?");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok || body === null)
    throw new Problem(body?.title ?? `The server answered ${response.status}.`, body?.next_step ?? "", body?.at, body?.code);
  return body as T;
}

/** The review status of a fact, with the reviewers. */
function standing({ review, by }: Fact): string {
  return by.length ? `${review} by ${by.join(", ")}` : review;
}

/** Answers of `kg serve`; those that only a decision or a new reading changes are cached until `forget`. */
export class ServerSource implements Source {
  readonly live = true;
  private readonly cache = new Map<string, Promise<any>>();

  private cached<T>(address: string): Promise<T> {
    let found = this.cache.get(address);
    if (!found) {
      found = answer<T>(address);
      found.catch(() => this.cache.delete(address));
      this.cache.set(address, found);
    }
    return found;
  }

  /** The review status of each fact as the page last received it. */
  private readonly shownStandings = new Map<string, string>();
  /** What gives the sentence of each of these facts, which names it when it is no longer found. */
  private readonly shownWords = new Map<string, () => string>();
  /** The number of the user's last decision, and of the last one about each fact. */
  private lastDecision = 0;
  private readonly lastDecisionAbout = new Map<string, number>();
  /** The fact that each of the user's judgements is about. */
  private readonly factOfJudgement = new Map<string, string>();

  seen(): Seen {
    return { turn: this.lastDecision, standings: new Map(this.shownStandings) };
  }

  async judge(request: JudgementRequest, seen: Seen = this.seen()): Promise<JudgementResult> {
    await this.refuseIfChanged([request.about], seen);
    const { id, ...told } = await this.send<Omit<JudgementResult, "ids"> & { id: string | null }>("/api/judge", request);
    return this.recorded([request.about], [id], told);
  }

  async judgeEach(verdict: "confirmed" | "rejected", facts: string[], seen: Seen): Promise<JudgementResult> {
    await this.refuseIfChanged(facts, seen);
    const { ids, ...told } = await this.send<Omit<JudgementResult, "ids"> & { ids: (string | null)[] }>("/api/judge-each", { verdict, facts });
    return this.recorded(facts, ids, told);
  }

  /** The result of a decision about facts; the id of a judgement is null where nothing was recorded. */
  private recorded(facts: string[], ids: (string | null)[], told: Omit<JudgementResult, "ids">): JudgementResult {
    ids.forEach((id, n) => { if (id) this.factOfJudgement.set(id, facts[n]); });
    this.noteOwnDecision(facts);
    return { ...told, ids: ids.filter((id) => id !== null) };
  }

  async undoEach(judgements: string[]): Promise<JudgementResult> {
    const result = await this.send<JudgementResult>("/api/undo-each", { judgements });
    this.noteOwnDecision(judgements.flatMap((id) => this.factOfJudgement.get(id) ?? []));
    return result;
  }

  /** Remember decisions of the user's own, so that they do not count as changes by somebody else. */
  private noteOwnDecision(facts: string[]): void {
    this.lastDecision += 1;
    for (const fact of facts) {
      this.lastDecisionAbout.set(fact, this.lastDecision);
      this.shownStandings.delete(fact);
    }
  }

  /** Throws a Problem if somebody else has reviewed one of the facts since the page showed it: the user has to know before deciding. */
  private async refuseIfChanged(ids: string[], { turn, standings }: Seen): Promise<void> {
    const shown = ids.filter((id) => standings.has(id) && (this.lastDecisionAbout.get(id) ?? 0) <= turn);
    this.cache.clear();
    const current = new Map((await this.facts(shown)).map((fact) => [fact.id, standing(fact)]));
    const changed = shown.filter((id) => current.get(id) !== standings.get(id));
    if (!changed.length) return;
    const gone = changed.filter((id) => !current.has(id));
    for (const id of gone) this.shownStandings.delete(id);
    const standingsNow = [...new Set(changed.flatMap((id) => current.get(id)?.replace("unreviewed", "undone") ?? []))];
    if (gone.length) standingsNow.push(`${count(gone.length, "fact")} rejected, or no longer found`);
    const next = [
      gone.length < changed.length ? "Decide again to override that." : "",
      gone.length ? "The page of a rejected fact says by whom, and takes that back." : "",
    ];
    const facts = changed.map((id) => ({ id, words: this.shownWords.get(id)?.() ?? id }));
    throw new Problem(`Somebody has decided meanwhile: ${standingsNow.join("; ")}.`, next.filter(Boolean).join(" "), undefined, undefined, facts);
  }

  judgements = async (document?: string) =>
    (await answer<{ items: Judgement[] }>(`/api/judgements${document ? `?${new URLSearchParams({ document })}` : ""}`)).items;
  alike = async (fact: string) => (await this.cached<{ items: string[] }>(`/api/alike?id=${encodeURIComponent(fact)}`)).items;

  private send<T>(address: string, body: object): Promise<T> {
    return answer<T>(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  }

  /** False as well if the server does not answer: the cached answers stay. */
  async isStale(): Promise<boolean> {
    const known = this.cache.get(OVERVIEW);
    if (!known) return false;
    return Promise.all([known, answer<Overview>(OVERVIEW)]).then(([old, now]) => JSON.stringify(old) !== JSON.stringify(now), () => false);
  }

  forget(): void {
    this.cache.clear();
  }

  overview = () => this.cached<Overview>(OVERVIEW);
  graph = () => this.cached<GraphAnswer>("/api/graph");
  async reading(document: string): Promise<Reading> {
    const found = await this.cached<Reading>(`/api/documents/${encodeURIComponent(document)}`);
    this.noteStandings(found.found, ({ evidence: [start, end] }) => [...found.text].slice(start, end).join(""));
    return found;
  }

  explanation = (document: string) =>
    this.cached<Explanation>(`/api/documents/${encodeURIComponent(document)}/explanation`);
  vocabulary = () => this.cached<Vocabulary>("/api/vocabulary");
  matrix = (query: URLSearchParams) => this.cached<Matrix>(`/api/matrix?${query}`);
  ask = (name: string, query: URLSearchParams) =>
    answer<Table>(`/api/questions/${encodeURIComponent(name)}?${query}`);
  speaks = () => true;

  async documents(): Promise<DocumentLine[]> {
    const found: DocumentLine[] = [];
    let after: string | null = "";
    while (after !== null) {
      const page: { items: DocumentLine[]; next: string | null } = await this.cached(
        `/api/documents?limit=1000${after ? `&after=${after}` : ""}`,
      );
      found.push(...page.items);
      after = page.next;
    }
    return found;
  }

  async facts(ids: string[]): Promise<ProvedFact[]> {
    const found: ProvedFact[] = [];
    for (let start = 0; start < ids.length; start += FACTS_PER_REQUEST) {
      const query = new URLSearchParams(ids.slice(start, start + FACTS_PER_REQUEST).map((id) => ["id", id]));
      found.push(...(await this.cached<{ items: (ProvedFact & Fact)[] }>(`/api/facts?${query}`)).items);
    }
    this.noteStandings(found, ({ text }) => text);
    return found;
  }

  private noteStandings<T extends Fact>(facts: T[], sentence: (fact: T) => string): void {
    for (const fact of facts) {
      this.shownStandings.set(fact.id, standing(fact));
      this.shownWords.set(fact.id, () => sentence(fact));
    }
  }

  async questions(): Promise<Question[]> {
    return (await this.cached<{ items: Question[] }>("/api/questions")).items;
  }

  query(language: "sparql" | "cypher", text: string): Promise<Table> {
    return this.send<Table>(`/api/${language}`, { query: text });
  }

  async search(words: string): Promise<Found[]> {
    return (await answer<{ items: Found[] }>(`/api/search?${new URLSearchParams({ words, limit: "50" })}`)).items;
  }
}
