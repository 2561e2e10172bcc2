import {
  type Explanation, type Fact, type Found, type GraphAnswer, type Judgement, type Judging, type Kept, type Matrix, type Overview, Problem, type ProvedFact,
  type Question, type Reading, type Seen, type Source, type Table, type Vocabulary, type DocumentLine,
} from "./answers";

const MANY = 100;
const OVERVIEW = "/api/overview";

async function answer<T>(address: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, { ...init, headers: { Accept: "application/json", ...init.headers } });
  } catch {
    throw new Problem("The server does not answer.", "Is `kg serve` still running?");
  }
  const told = await response.json().catch(() => null);
  if (!response.ok || told === null)
    throw new Problem(told?.title ?? `The server answered ${response.status}.`, told?.next_step ?? "", told?.at, told?.code);
  return told as T;
}

/** What people make of a fact. */
function standing({ review, by }: Fact): string {
  return by.length ? `${review} by ${by.join(", ")}` : review;
}

/** Answers of `kg serve`. What does not change while the page is open is asked for once. */
export class ServerSource implements Source {
  readonly live = true;
  private readonly kept = new Map<string, Promise<any>>();

  private once<T>(address: string): Promise<T> {
    let found = this.kept.get(address);
    if (!found) {
      found = answer<T>(address);
      found.catch(() => this.kept.delete(address));
      this.kept.set(address, found);
    }
    return found;
  }

  /** What the page has shown of each fact. */
  private readonly shown = new Map<string, string>();
  /** The number of one's own decisions, and of each fact the last that was about it. */
  private turn = 0;
  private readonly own = new Map<string, number>();
  /** The fact that one's own judgement is about. */
  private readonly about = new Map<string, string>();

  seen(): Seen {
    return { turn: this.turn, standings: new Map(this.shown) };
  }

  async judge(asked: Judging, seen: Seen = this.seen()): Promise<Kept> {
    await this.see([asked.about], seen);
    const { id, behind } = await this.send<{ id: string; behind?: Kept["behind"] }>("/api/judge", asked);
    this.decided([asked.about], [id]);
    return { ids: [id], behind };
  }

  async judgeEach(verdict: "confirmed" | "rejected", facts: string[], seen: Seen): Promise<Kept> {
    await this.see(facts, seen);
    const kept = await this.send<Kept>("/api/judge-each", { verdict, facts });
    this.decided(facts, kept.ids);
    return kept;
  }

  async undoEach(judgements: string[]): Promise<Kept> {
    const kept = await this.send<Kept>("/api/undo-each", { judgements });
    this.decided(judgements.flatMap((id) => this.about.get(id) ?? []));
    return kept;
  }

  /** What one has decided oneself is no surprise. */
  private decided(facts: string[], judgements: string[] = []): void {
    this.turn += 1;
    judgements.forEach((id, n) => this.about.set(id, facts[n]));
    for (const fact of facts) {
      this.own.set(fact, this.turn);
      this.shown.delete(fact);
    }
  }

  /** See what others have made of facts since the page has shown them: who decides against it is to know. */
  private async see(ids: string[], { turn, standings }: Seen): Promise<void> {
    const known = ids.filter((id) => standings.has(id) && (this.own.get(id) ?? 0) <= turn);
    this.kept.clear();
    const now = new Map((await this.facts(known)).map((fact) => [fact.id, standing(fact)]));
    const changed = known.filter((id) => now.get(id) !== standings.get(id));
    if (!changed.length) return;
    for (const id of changed) if (!now.has(id)) this.shown.delete(id);
    const told = [...new Set(changed.map((id) => now.get(id)?.replace("unreviewed", "undone") ?? "rejected, or read no more"))].join("; ");
    throw new Problem(`Somebody has decided meanwhile: ${told}.`, "Decide again, if you mean it against that.");
  }

  judgements = async (document?: string) =>
    (await answer<{ items: Judgement[] }>(`/api/judgements${document ? `?${new URLSearchParams({ document })}` : ""}`)).items;
  alike = async (fact: string) => (await this.once<{ items: string[] }>(`/api/alike?id=${encodeURIComponent(fact)}`)).items;

  private send<T>(address: string, body: object): Promise<T> {
    return answer<T>(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  }

  /** A server that does not answer leaves what is known as it is. */
  async isStale(): Promise<boolean> {
    const known = this.kept.get(OVERVIEW);
    if (!known) return false;
    return Promise.all([known, answer<Overview>(OVERVIEW)]).then(([old, now]) => JSON.stringify(old) !== JSON.stringify(now), () => false);
  }

  forget(): void {
    this.kept.clear();
  }

  overview = () => this.once<Overview>(OVERVIEW);
  graph = () => this.once<GraphAnswer>("/api/graph");
  async reading(document: string): Promise<Reading> {
    const found = await this.once<Reading>(`/api/documents/${encodeURIComponent(document)}`);
    this.note(found.found);
    return found;
  }

  explanation = (document: string) =>
    this.once<Explanation>(`/api/documents/${encodeURIComponent(document)}/explanation`);
  vocabulary = () => this.once<Vocabulary>("/api/vocabulary");
  matrix = (query: URLSearchParams) => this.once<Matrix>(`/api/matrix?${query}`);
  ask = (name: string, query: URLSearchParams) =>
    answer<Table>(`/api/questions/${encodeURIComponent(name)}?${query}`);
  speaks = () => true;

  async documents(): Promise<DocumentLine[]> {
    const found: DocumentLine[] = [];
    let after: string | null = "";
    while (after !== null) {
      const page: { items: DocumentLine[]; next: string | null } = await this.once(
        `/api/documents?limit=1000${after ? `&after=${after}` : ""}`,
      );
      found.push(...page.items);
      after = page.next;
    }
    return found;
  }

  async facts(ids: string[]): Promise<ProvedFact[]> {
    const found: ProvedFact[] = [];
    for (let start = 0; start < ids.length; start += MANY) {
      const query = new URLSearchParams(ids.slice(start, start + MANY).map((id) => ["id", id]));
      found.push(...(await this.once<{ items: (ProvedFact & Fact)[] }>(`/api/facts?${query}`)).items);
    }
    this.note(found);
    return found;
  }

  private note(facts: Fact[]): void {
    for (const fact of facts) this.shown.set(fact.id, standing(fact));
  }

  async questions(): Promise<Question[]> {
    return (await this.once<{ items: Question[] }>("/api/questions")).items;
  }

  query(language: "sparql" | "cypher", text: string): Promise<Table> {
    return this.send<Table>(`/api/${language}`, { query: text });
  }

  async search(words: string): Promise<Found[]> {
    return (await answer<{ items: Found[] }>(`/api/search?${new URLSearchParams({ words, limit: "50" })}`)).items;
  }
}
