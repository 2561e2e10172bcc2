import type { DocumentLine, GraphAnswer } from "../source/answers";
import { source } from "../parts/chosen";
import { AGAINST, FOR } from "../parts/words";

/** What stands between two actors, or an actor and an issue: a line of the graph, with what it takes to filter it. */
export interface Tie {
  kind: string;
  group: Group;
  sign: string;
  source: number;
  target: number;
  document: number;
  fact: string;
  date: string;
  modality: string;
  confidence: number;
  issues: number[];
  start: number;
  end: number;
  words: string;
  replyTo: string;
  review: string;
}

export type Group = "for" | "against" | "talks" | "structure" | "measures" | "speech";

export const GROUPS: { group: Group; label: string; about: string }[] = [
  { group: "for", label: "For", about: "demands, proposes, offers, commits to, supports, accepts" },
  { group: "against", label: "Against", about: "opposes, rejects, accuses, denies, threatens, is concerned; refuses to talk" },
  { group: "talks", label: "Talks", about: "negotiates with" },
  { group: "structure", label: "Leads, belongs", about: "leads, belongs to, holds a post at" },
  { group: "measures", label: "Measures", about: "tariffs, sanctions, aid and the like; labels" },
  { group: "speech", label: "Reports", about: "reports the position of, speaks of" },
];

export interface Actor {
  id: string;
  name: string;
  type: string;
  country: string;
  aliases: string[];
}

export interface World {
  revision: number;
  actors: Actor[];
  issues: { id: string; label: string }[];
  documents: DocumentLine[];
  ties: Tie[];
  actorAt: Map<string, number>;
  issueAt: Map<string, number>;
  first: string;
  last: string;
}

let kept: Promise<World> | null = null;

export function forgetWorld(): void {
  kept = null;
}

export function world(): Promise<World> {
  kept ??= source.graph().then(decoded);
  kept.catch(() => (kept = null));
  return kept;
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
  const ties = answer.ties.map((row): Tie => {
    const kind = answer.kinds[row[at.kind]];
    const document = row[at.document] as number;
    const [heading, n] = (row[at.fact] as string).split("/");
    const id = answer.documents[document].id;
    const reply = row[at.reply_to] as string | null;
    return {
      kind,
      group: groupOf(kind, row[at.sign]),
      sign: row[at.sign],
      source: row[at.source],
      target: row[at.target],
      document,
      fact: `${heading}/${id}/${n}`,
      date: row[at.date] ?? "",
      modality: row[at.modality],
      confidence: row[at.confidence],
      issues: row[at.issues],
      start: row[at.start],
      end: row[at.end],
      words: row[at.words],
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
  const actors = answer.actors.map(([id, name, type, country, aliases]) => ({ id, name, type, country, aliases }));
  return {
    revision: answer.revision,
    actors,
    issues: answer.issues.map(([id, label]) => ({ id, label })),
    documents: answer.documents,
    ties,
    actorAt: new Map(actors.map((actor, n) => [actor.id, n])),
    issueAt: new Map(answer.issues.map(([id], n) => [id, n])),
    first,
    last,
  };
}
