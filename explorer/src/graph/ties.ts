import type { DocumentLine, GraphAnswer } from "../source/answers";
import { source } from "../source/source";
import { AGAINST, ASKING, FOR, period, shortened } from "../parts/words";

/** A fact between two actors, or of an actor about issues: `source` and `target` are numbers of actors, and `target` is -1 where there
 * is no other actor. */
export interface Tie {
  kind: string;
  /** The group of its line to the other actor, if there is one, and that of its lines to issues. */
  group: Group;
  issueGroup: Group;
  sign: string;
  source: number;
  target: number;
  document: number;
  fact: string;
  date: string;
  /** The date as precisely as it is known: a day, week, month or year. */
  when: string;
  modality: string;
  confidence: number;
  issues: number[];
  start: number;
  end: number;
  words: string;
  /** Whether it only says to another addressee what an earlier fact says: it does not count once more for its issues. */
  isAgain: boolean;
  replyTo: string;
  review: string;
  /** The numbers of its lines in `World.lines`: to the other actor, or -1, and to its issues. */
  line: number;
  toIssues: number[];
}

/** A line that the graph may draw: all ties of one group from one node to another. Talks have no direction. */
export interface Line {
  key: string;
  source: string;
  target: string;
  group: Group;
}

export type Group = "for" | "against" | "demands" | "talks" | "structure" | "measures" | "speech";

export const GROUPS: { group: Group; label: string; about: string }[] = [
  { group: "for", label: "For", about: "commits to, supports, accepts; of issues also demands, proposes, offers" },
  { group: "against", label: "Against", about: "opposes, rejects, accuses, denies, threatens, is concerned; refuses to talk" },
  { group: "demands", label: "Demands of, offers to", about: "demands something of another, or proposes or offers it to them: neither for nor against them" },
  { group: "talks", label: "Talks", about: "negotiates with" },
  { group: "structure", label: "Leads, belongs", about: "leads, belongs to, holds a post at" },
  { group: "measures", label: "Measures", about: "tariffs, sanctions, aid and the like; labels" },
  { group: "speech", label: "Reports", about: "reports the position of, speaks of" },
];

const GROUP_NUMBERS = Object.fromEntries(GROUPS.map(({ group }, n) => [group, n])) as Record<Group, number>;

export interface Actor {
  id: string;
  /** A name that no other actor of the graph has, and the name in its documents, with which that one begins. */
  name: string;
  ownName: string;
  type: string;
  country: string;
  aliases: string[];
  ids: ExternalId[];
}

/** An id in another catalogue, with the source that gives it. */
export interface ExternalId {
  scheme: string;
  value: string;
  source: string;
  iri: string | null;
}

/** The decoded graph. */
export interface World {
  revision: number;
  actors: Actor[];
  issues: { id: string; label: string }[];
  documents: DocumentLine[];
  /** The ties, sorted by document. */
  ties: Tie[];
  lines: Line[];
  /** The number of an actor by its id, and by ids that people's decisions have replaced with it. */
  actorAt: Map<string, number>;
  issueAt: Map<string, number>;
  first: string;
  last: string;
}

const decodedWorlds = new WeakMap<GraphAnswer, World>();

/** The graph, decoded once for each answer of the source: when the source forgets its answer, so does this. */
export async function loadWorld(): Promise<World> {
  const answer = await source.graph();
  let known = decodedWorlds.get(answer);
  if (!known) decodedWorlds.set(answer, (known = decoded(answer)));
  return known;
}

/** The name of an actor or the label of an issue; undefined for any other id. */
export function nameOf({ actors, actorAt, issues, issueAt }: World, id: string): string | undefined {
  return actors[actorAt.get(id) ?? -1]?.name ?? issues[issueAt.get(id) ?? -1]?.label;
}

/** The name or label, cut short if it has more than `most` characters, but with all that tells an actor from its namesakes. */
export function shortNameOf(world: World, id: string, most: number): string {
  const actor = world.actors[world.actorAt.get(id) ?? -1];
  return actor ? `${shortened(actor.ownName, most)}${actor.name.slice(actor.ownName.length)}` : shortened(nameOf(world, id) ?? id, most);
}

/** The current id of an actor, after people's decisions; any other id stays as it is. */
export function idNow({ actors, actorAt }: World, id: string): string {
  return actors[actorAt.get(id) ?? -1]?.id ?? id;
}

function groupOf(kind: string, sign: string): Group {
  if (FOR.includes(kind)) return "for";
  if (AGAINST.includes(kind)) return "against";
  if (kind === "negotiates") return sign === "against" ? "against" : "talks";
  if (kind === "leads" || kind === "affiliation" || kind === "role") return "structure";
  return kind === "action" || kind === "label" ? "measures" : "speech";
}

function decoded(answer: GraphAnswer): World {
  const at = Object.fromEntries(answer.fields.map((name, n) => [name, n]));
  const { lines, lineOf } = lineFinder(answer);
  const ties = answer.ties.map((row): Tie => {
    const kind = answer.kinds[row[at.kind]];
    const issueGroup = groupOf(kind, row[at.sign]);
    const [holder, target, issues] = [row[at.source], row[at.target], row[at.issues]] as [number, number, number[]];
    const group = target >= 0 && ASKING.includes(kind) ? "demands" : issueGroup;
    const document = row[at.document] as number;
    const [heading, n] = (row[at.fact] as string).split("/");
    const id = answer.documents[document].id;
    const reply = row[at.reply_to] as string | null;
    return {
      kind,
      group,
      issueGroup,
      sign: row[at.sign],
      source: holder,
      target,
      document,
      fact: `${heading}/${id}/${n}`,
      date: row[at.date] ?? "",
      when: row[at.date] ? period(row[at.date], row[at.granularity] ?? "") : "",
      modality: row[at.modality],
      confidence: row[at.confidence],
      issues,
      line: target >= 0 ? lineOf(group, holder, target) : -1,
      toIssues: row[at.again] ? [] : issues.map((issue) => lineOf(issueGroup, holder, answer.actors.length + issue)),
      start: row[at.start],
      end: row[at.end],
      words: row[at.words],
      isAgain: Boolean(row[at.again]),
      review: row[at.review] ?? "",
      replyTo: reply === null || reply === undefined ? "" : `position/${id}/${reply}`,
    };
  });
  let first = "";
  let last = "";
  for (const { date } of ties) {
    if (!date) continue;
    if (!first || date < first) first = date;
    if (date > last) last = date;
  }
  const actors = answer.actors.map(([id, ownName, type, country, aliases, ids, unique]) => ({
    id, name: unique || ownName, ownName, type, country, aliases, ids: ids.map(([scheme, value, source, iri]) => ({ scheme, value, source, iri })),
  }));
  const actorAt = new Map(actors.map((actor, n) => [actor.id, n]));
  for (const [old, now] of Object.entries(answer.becomes)) {
    const n = actorAt.get(now);
    if (n !== undefined && !actorAt.has(old)) actorAt.set(old, n);
  }
  return {
    revision: answer.revision,
    actors,
    issues: answer.issues.map(([id, label]) => ({ id, label })),
    documents: answer.documents,
    ties,
    lines,
    actorAt,
    issueAt: new Map(answer.issues.map(([id], n) => [id, n])),
    first,
    last,
  };
}

/** `lineOf` returns the number of the line of a group between two nodes, which it adds to `lines` where there is none; -1 from a node to
 * itself. Nodes are numbered actors first, then issues. */
function lineFinder(answer: GraphAnswer): { lines: Line[]; lineOf: (group: Group, source: number, target: number) => number } {
  const ids = [...answer.actors.map(([id]) => id), ...answer.issues.map(([id]) => id)];
  const lines: Line[] = [];
  const numbers = new Map<number, number>();
  const lineOf = (group: Group, source: number, target: number) => {
    if (source === target) return -1;
    const [a, b] = group === "talks" && ids[source] > ids[target] ? [target, source] : [source, target];
    const lineId = (GROUP_NUMBERS[group] * ids.length + a) * ids.length + b;
    const found = numbers.get(lineId) ?? lines.push({ key: `${ids[a]} ${ids[b]} ${group}`, source: ids[a], target: ids[b], group }) - 1;
    numbers.set(lineId, found);
    return found;
  };
  return { lines, lineOf };
}
