import { dayIn } from "../controls/day";
import { showParameter, shownIn } from "../browser/address";
import type { Group, Line, Tie, World } from "./ties";

/** Which part of the graph is shown; the address has all of it. */
export interface Filter {
  since: string;
  until: string;
  groups: Set<Group>;
  stance: string;
  issue: string;
  /** Issues that do not count: facts about no others are left out. */
  withoutIssues: string[];
  source: string;
  document: string;
  tag: string;
  status: string;
  type: string;
  confidence: number;
  asserted: boolean;
  atLeast: number;
  issues: boolean;
  ego: string;
}

const DEFAULT_GROUPS: Group[] = ["for", "against", "demands", "talks", "structure", "measures"];

export function filterOf(query: URLSearchParams): Filter {
  return {
    since: dayIn(query.get("since") ?? "", "first") ?? "",
    until: dayIn(query.get("until") ?? "", "last") ?? "",
    groups: shownIn(query, DEFAULT_GROUPS),
    stance: query.get("stance") ?? "",
    issue: query.get("issue") ?? "",
    withoutIssues: query.getAll("without_issue").filter(Boolean),
    source: query.get("source") ?? "",
    document: query.get("document") ?? "",
    tag: query.get("tag") ?? "",
    status: query.get("status") ?? "",
    type: query.get("type") ?? "",
    confidence: Number(query.get("min_confidence") ?? 0) || 0,
    asserted: query.get("asserted") === "1",
    atLeast: Math.max(1, Number(query.get("at_least") ?? 1) || 1),
    issues: query.get("issues") === "1",
    ego: query.get("ego") ?? "",
  };
}

/** The words of an address that should be dates and are none, which `filterOf` leaves out. */
export function noDatesIn(query: URLSearchParams): string[] {
  return [...query.getAll("since"), ...query.getAll("until")].filter((words) => dayIn(words, "first") === null);
}

export function queryOf(filter: Filter): Record<string, string | string[] | null> {
  return {
    since: filter.since || null,
    until: filter.until || null,
    show: showParameter(filter.groups, DEFAULT_GROUPS),
    stance: filter.stance || null,
    issue: filter.issue || null,
    without_issue: filter.withoutIssues,
    source: filter.source || null,
    document: filter.document || null,
    tag: filter.tag || null,
    status: filter.status || null,
    type: filter.type || null,
    min_confidence: filter.confidence ? String(filter.confidence) : null,
    asserted: filter.asserted ? "1" : null,
    at_least: filter.atLeast > 1 ? String(filter.atLeast) : null,
    issues: filter.issues ? "1" : null,
    ego: filter.ego || null,
  };
}

/** The ties that match the filter. `anyTime` ignores its period: the timeline shows all times. */
export function matchingTies(world: World, filter: Filter, anyTime = false): Tie[] {
  const issue = filter.issue ? (world.issueAt.get(filter.issue) ?? -2) : -1;
  const without = leftOut(world, filter);
  const documents = new Set<number>();
  const byDocument = filter.source !== "" || filter.document !== "" || filter.tag !== "";
  if (byDocument)
    world.documents.forEach((line, n) => {
      if ((!filter.source || (line.source ?? "") === filter.source) && (!filter.document || line.id === filter.document) && (!filter.tag || (line.tags ?? []).includes(filter.tag)))
        documents.add(n);
    });
  const isOfType = (n: number) => !filter.type || (n >= 0 && world.actors[n].type === filter.type);
  return world.ties.filter(
    (tie) =>
      ((tie.target >= 0 && filter.groups.has(tie.group)) || (filter.issues && filter.groups.has(tie.issueGroup))) &&
      (anyTime || ((!filter.since || tie.date >= filter.since) && (!filter.until || (tie.date !== "" && tie.date <= filter.until)))) &&
      tie.confidence >= filter.confidence &&
      (issue === -1 || (tie.issues.includes(issue) && !without.has(issue))) &&
      (!without.size || !tie.issues.length || tie.issues.some((each) => !without.has(each))) &&
      (!filter.status || (tie.review || "unreviewed") === filter.status) &&
      (!filter.stance || tie.kind === filter.stance) &&
      (!byDocument || documents.has(tie.document)) &&
      (!filter.asserted || tie.modality === "" || tie.modality === "asserted" || tie.modality === "actual" || tie.modality === "in-force") &&
      (isOfType(tie.source) || isOfType(tie.target)),
  );
}

/** The numbers of the issues that do not count. */
function leftOut(world: World, filter: Filter): Set<number> {
  return new Set(filter.withoutIssues.map((id) => world.issueAt.get(id) ?? -1));
}

/** A line that is drawn: its facts, in how many documents, their mean confidence, and which share of them is doubtful. */
export interface Edge extends Line {
  facts: string[];
  documents: number;
  doubt: number;
  confidence: number;
}

export function edgesOf(world: World, ties: Tie[], filter: Filter): Edge[] {
  const found = new Array<Edge | undefined>(world.lines.length);
  const last = new Int32Array(world.lines.length).fill(-1);
  let list: Edge[] = [];
  const without = leftOut(world, filter);
  const add = (line: number, tie: Tie) => {
    if (line < 0 || !filter.groups.has(world.lines[line].group)) return;
    let edge = found[line];
    if (!edge) list.push((edge = found[line] = { ...world.lines[line], facts: [], documents: 0, doubt: 0, confidence: 0 }));
    edge.facts.push(tie.fact);
    if (last[line] !== tie.document) edge.documents += 1;
    last[line] = tie.document;
    edge.confidence += tie.confidence;
    if (isDoubtful(tie)) edge.doubt += 1;
  };
  for (const tie of ties) {
    add(tie.line, tie);
    if (filter.issues) tie.toIssues.forEach((line, n) => !without.has(tie.issues[n]) && add(line, tie));
  }
  if (filter.atLeast > 1) list = list.filter((edge) => edge.facts.length >= filter.atLeast);
  if (filter.ego) {
    const near = new Set([filter.ego]);
    for (const edge of list) {
      if (edge.source === filter.ego) near.add(edge.target);
      if (edge.target === filter.ego) near.add(edge.source);
    }
    list = list.filter((edge) => near.has(edge.source) && near.has(edge.target));
  }
  for (const edge of list) {
    edge.confidence /= edge.facts.length;
    edge.doubt /= edge.facts.length;
  }
  return list;
}

const DOUBTFUL = new Set(["possible", "conditional", "reported-belief", "planned", "threatened"]);

export function isDoubtful(tie: Tie): boolean {
  return DOUBTFUL.has(tie.modality);
}
