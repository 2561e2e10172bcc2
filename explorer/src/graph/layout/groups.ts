import type Graph from "graphology";
import forceAtlas2, { type ForceAtlas2Settings } from "graphology-layout-forceatlas2";
import { type Circle, moveApart, spiralPoint } from "./circles";
import { communitiesOf, undirected } from "./communities";

/** Nodes that are laid out by themselves; their places are relative to the middle of the group. */
export interface Group extends Circle {
  members: Member[];
}

export interface Member extends Circle {
  id: string;
}

/** A part of the graph without ties to the rest is divided into communities if it has more nodes than these. */
const UNDIVIDED = 80;
const STEPS = 250;
/** The distance from a group to the next one. */
const GAP = 1;

/** The graph in groups: its connected parts, the large ones divided into communities. */
export function groupsOf(graph: Graph, sizes: Map<string, number>): Group[] {
  const mean = [...sizes.values()].reduce((sum, size) => sum + size, 0) / (sizes.size || 1);
  const isWhole = ({ length }: string[]) => length <= UNDIVIDED;
  const whole = componentsOf(graph).filter(isWhole);
  const placed = new Set(whole.flat());
  return [...whole, ...communitiesOf(graph).filter(([id]) => !placed.has(id))]
    .map((ids) => groupOf(partOf(graph, ids), (id) => (sizes.get(id) ?? mean) / mean))
    .sort((a, b) => b.members.length - a.members.length);
}

function groupOf(part: Graph, sizeOf: (id: string) => number): Group {
  let nth = 0;
  part.updateEachNodeAttributes((_, at) => ({ ...at, ...spiralPoint((nth += 1), 10) }));
  pull(part, STEPS, { gravity: 0.05, strongGravityMode: true, scalingRatio: 10, edgeWeightInfluence: 0.3 });
  const members = part.mapNodes((id, { x, y }) => ({ id, x, y, radius: 0.9 * sizeOf(id) }));
  const middle = { x: meanOf(members.map(({ x }) => x)), y: meanOf(members.map(({ y }) => y)) };
  const spread = Math.sqrt(meanOf(members.map(({ x, y }) => (x - middle.x) ** 2 + (y - middle.y) ** 2))) || 1;
  // Large groups have more ties and names, which need room.
  const scale = ((0.85 + 0.15 * Math.log2(members.length)) * Math.sqrt(members.length)) / spread;
  for (const member of members) Object.assign(member, { x: (member.x - middle.x) * scale, y: (member.y - middle.y) * scale });
  moveApart(members, 60);
  return { x: 0, y: 0, members, radius: Math.max(...members.map(({ x, y, radius }) => Math.hypot(x, y) + radius)) + GAP / 2 };
}

/** Let the ties of a graph pull its nodes together. */
export function pull(graph: Graph, steps: number, settings: ForceAtlas2Settings): void {
  if (graph.order > 2) forceAtlas2.assign(graph, { iterations: steps, settings: { barnesHutOptimize: graph.order > 300, slowDown: 4, ...settings }, getEdgeWeight: "weight" });
}

/** The nodes with the ties between them. */
function partOf(graph: Graph, ids: string[]): Graph {
  const inside = new Set(ids);
  const edges = ids.flatMap((id) => graph.mapEdges(id, (_, { weight }, source, target): [string, string, number] => [source, target, weight]).filter(([source, target]) => source === id && inside.has(target)));
  return undirected(ids, edges);
}

function componentsOf(graph: Graph): string[][] {
  const found = new Set<string>();
  const components: string[][] = [];
  graph.forEachNode((id) => {
    if (found.has(id)) return;
    const ids = [id];
    found.add(id);
    for (const each of ids)
      graph.forEachNeighbor(each, (other) => {
        if (!found.has(other)) ids.push(other);
        found.add(other);
      });
    components.push(ids);
  });
  return components;
}

export function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
