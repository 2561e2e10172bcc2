import Graph from "graphology";
import { colour } from "../browser/theme";
import { count, TYPES } from "../parts/words";
import type { Edge } from "./filter";
import { communitiesOf, undirected } from "./layout/communities";
import { GROUPS } from "./ties";

const COMMUNITY_COLOURS = ["#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#9c755f", "#e15759", "#76b7b2", "#edc948", "#ff9da7"];
/** A community with fewer members has no colour of its own. */
const FEWEST_MEMBERS = 3;
/** How many members of a community the key names. */
const NAMED_MEMBERS = 2;
/** With more lines than these, all are straight and without arrows, and only the strongest are not hairlines: without a graphics card
 * the time to draw depends on the number of pixels. */
export const MANY_EDGES = 4000;
/** How many lines at most are wide then. */
const MOST_WIDE = 1000;
/** Shades from a doubtful line to a sure one: about as many as the eye tells apart. */
const SHADES = 24;

/** What a colour means: that of a line, or of a node. */
export interface KeyItem {
  words: string;
  color: string;
  isLine: boolean;
}

/** A community with a colour, and the names of its members, those with most facts first. */
export interface Community {
  color: string;
  members: string[];
  names: string[];
}

/** The meaning of the colours; those of nodes are types, or `communities` where these are given. */
export function keyOf(graph: Graph, communities: Community[] | null): KeyItem[] {
  return [...(communities ? communityKey(graph, communities) : typeKey()), ...GROUPS.map(({ group, label }) => ({ words: label.toLowerCase(), color: colour(`edge-${group}`), isLine: true }))];
}

function typeKey(): KeyItem[] {
  return [...TYPES, "issue"].map((type) => ({ words: type, color: colour(`type-${type}`), isLine: false }));
}

function communityKey(graph: Graph, communities: Community[]): KeyItem[] {
  const more = (names: string[]) => (names.length > NAMED_MEMBERS ? ` and ${count(names.length - NAMED_MEMBERS, "other")}` : "");
  const items = communities.map(({ color, names }) => ({ words: `${names.slice(0, NAMED_MEMBERS).join(", ")}${more(names)}`, color, isLine: false }));
  const hasOthers = communities.reduce((sum, { members }) => sum + members.length, 0) < graph.order;
  return hasOthers ? [...items, { words: "smaller communities", color: colour("type-group"), isLine: false }] : items;
}

/** The largest communities of the graph, as many as there are colours. */
export function communitiesIn(graph: Graph): Community[] {
  const ties = graph.mapEdges((_, { facts }, source, target): [string, string, number] => [source, target, facts]);
  const size = (id: string): number => graph.getNodeAttribute(id, "size");
  return communitiesOf(undirected(graph.nodes(), ties)).slice(0, COMMUNITY_COLOURS.length).filter(({ length }) => length >= FEWEST_MEMBERS).map((ids, n) => {
    const members = ids.sort((a, b) => size(b) - size(a));
    return { color: COMMUNITY_COLOURS[n], members, names: members.map((id) => graph.getNodeAttribute(id, "label")) };
  });
}

/** The graph that sigma draws of these lines: nodes are larger, and lines wider, the more facts they have. */
export function graphOf(edges: Edge[], place: (id: string) => [number, number], label: (id: string) => string, scale: number): Graph {
  // A new graph for each drawing: one that is attached to sigma notifies it of every single change.
  const graph = new Graph({ type: "mixed", multi: true });
  const weight = new Map<string, number>();
  for (const { source, target, facts } of edges) {
    weight.set(source, (weight.get(source) ?? 0) + facts.length);
    weight.set(target, (weight.get(target) ?? 0) + facts.length);
  }
  for (const [id, n] of weight) {
    const [x, y] = place(id);
    graph.addNode(id, { x, y, label: label(id), size: scale * (3 + 3.5 * Math.sqrt(Math.log2(1 + n))) });
  }
  const bends = edges.length > MANY_EDGES ? null : curvatures(edges);
  const wide = bends ? 0 : edges.map(({ facts }) => facts.length).sort((a, b) => b - a)[MOST_WIDE];
  edges.forEach((edge, n) => {
    const [isUndirected, facts] = [edge.group === "talks", edge.facts.length];
    const kind = bends ? (bends[n] ? (isUndirected ? "curvedLine" : "curved") : isUndirected ? "line" : "arrow") : facts > wide ? "line" : "hair";
    graph.addEdgeWithKey(edge.key, edge.source, edge.target, { size: scale * (0.8 + 1.3 * Math.log2(1 + facts)), facts, type: kind, curvature: bends?.[n] ?? 0 });
  });
  return graph;
}

/** The scale of the nodes, in a few steps: smaller where there are many, or the box is narrow, so that they do not cover each other. */
export function nodeScale(edges: Edge[], width: number): number {
  const nodes = new Set(edges.flatMap(({ source, target }) => [source, target])).size;
  const crowd = nodes * (width < 600 ? 3 : 1);
  return crowd > 1500 ? 0.35 : crowd > 700 ? 0.5 : crowd > 300 ? 0.7 : 1;
}

/** The curvature of each line: lines between the same two nodes fan out, whatever their direction. */
function curvatures(edges: Edge[]): number[] {
  const pair = (edge: Edge) => (edge.source < edge.target ? `${edge.source} ${edge.target}` : `${edge.target} ${edge.source}`);
  const beside = new Map<string, number>();
  for (const edge of edges) beside.set(pair(edge), (beside.get(pair(edge)) ?? 0) + 1);
  const used = new Map<string, number>();
  return edges.map((edge) => {
    const [alike, nth] = [beside.get(pair(edge))!, used.get(pair(edge)) ?? 0];
    used.set(pair(edge), nth + 1);
    return alike > 1 ? 0.16 * (nth - (alike - 1) / 2) * (edge.source < edge.target ? 1 : -1) : 0;
  });
}

/** Give nodes and lines the colours of the theme. */
export function colourGraph(graph: Graph, shown: Map<string, Edge>, communities: Community[] | null): void {
  const types = new Map([...TYPES, "issue"].map((type) => [type, colour(`type-${type}`)]));
  const communityColours = communities && new Map(communities.flatMap(({ color, members }) => members.map((id) => [id, color])));
  const other = colour("type-group");
  graph.updateEachNodeAttributes((id, at) => {
    at.color = communityColours ? communityColours.get(id) ?? other : types.get(id.slice(0, id.indexOf("/")));
    return at;
  }, { attributes: ["color"] });
  const ground = colour("ground");
  const shades = new Map(GROUPS.map(({ group }) => [group, new Array<string>(SHADES + 1)]));
  const fronts = new Map(GROUPS.map(({ group }) => [group, colour(`edge-${group}`)]));
  graph.updateEachEdgeAttributes((key, at) => {
    const edge = shown.get(key)!;
    // Lines are paler the larger their share of doubtful facts and the lower their confidence.
    const sure = Math.max(0.18, (1 - 0.7 * edge.doubt) * (0.35 + 0.65 * clamp((edge.confidence - 0.5) / 0.45)));
    const step = Math.round(sure * SHADES);
    at.color = shades.get(edge.group)![step] ??= mix(fronts.get(edge.group)!, ground, step / SHADES);
    return at;
  }, { attributes: ["color"] });
}

function mix(front: string, back: string, share: number): string {
  const [a, b] = [channels(front), channels(back)];
  return `#${a.map((value, n) => Math.round(value * share + b[n] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

function channels(hex: string): number[] {
  const long = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  return [0, 2, 4].map((start) => parseInt(long.slice(start, start + 2), 16));
}

export function clamp(value: number, least = 0, most = 1): number {
  return Math.min(most, Math.max(least, value));
}
