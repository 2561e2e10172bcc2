import Graph from "graphology";
import { type Circle, moveApart, type Place, spiralPoint } from "./circles";
import { type Group, groupsOf, type Member, pull } from "./groups";

/** Steps in which the ties between groups pull these together. */
const STEPS = 500;
/** Rounds in which groups move nearer to each other, as far as there is room. */
const ROUNDS = 200;
/** The directions in which room is looked for around the middle. */
const DIRECTIONS = 120;

/** The places of the nodes of an undirected graph with weights. Communities stand apart, near those with which they have many ties;
 * parts without a tie to the rest stand around it. The whole is `aspect` times as wide as high. */
export function placesOf(graph: Graph, sizes: Map<string, number>, aspect: number): Map<string, Place> {
  const groups = groupsOf(graph, sizes);
  const groupAt = new Map(groups.flatMap((group) => group.members.map(({ id }) => [id, group] as const)));
  const ties = new Map<Group, Map<Group, number>>();
  graph.forEachEdge((_, { weight }, source, target) => {
    const [a, b] = [groupAt.get(source)!, groupAt.get(target)!];
    if (a === b) return;
    for (const [one, other] of [[a, b], [b, a]]) {
      const own = ties.get(one) ?? ties.set(one, new Map()).get(one)!;
      own.set(other, (own.get(other) ?? 0) + weight);
    }
  });
  arrange(groups.filter((group) => ties.has(group)), ties, aspect);
  for (const group of groups) if (!ties.has(group)) layDown(group, aspect);
  surround(groups, new Set(ties.keys()), aspect);
  for (const group of ties.keys()) turn(group, graph, groupAt);
  return new Map(groups.flatMap((group) => group.members.map(({ id, x, y }) => [id, { x: group.x + x, y: group.y + y }] as const)));
}

/** Place groups near those with which they have many ties. */
function arrange(groups: Group[], ties: Map<Group, Map<Group, number>>, aspect: number): void {
  if (!groups.length) return;
  const graph = new Graph({ type: "undirected" });
  groups.forEach((_, n) => graph.addNode(n, spiralPoint(n, 50)));
  const numbers = new Map(groups.map((group, n) => [group, n]));
  const edges = groups.flatMap((group, n) => [...ties.get(group)!].map(([other, weight]) => [n, numbers.get(other)!, weight] as const).filter(([one, other]) => one < other));
  for (const [one, other, weight] of edges) graph.addEdge(one, other, { weight });
  pull(graph, STEPS, { gravity: 1, scalingRatio: 10, edgeWeightInfluence: 0.7, slowDown: 6 });
  const extent = Math.max(...graph.mapNodes((_, { x, y }) => Math.hypot(x, y))) || 1;
  const scale = (1.2 * Math.sqrt(groups.reduce((sum, { radius }) => sum + radius ** 2, 0))) / extent;
  graph.forEachNode((n, { x, y }) => Object.assign(groups[Number(n)], { x: x * scale * Math.sqrt(aspect), y: (y * scale) / Math.sqrt(aspect) }));
  for (let round = 0; round < ROUNDS; round += 1) {
    const force = 0.02 * (1 - round / ROUNDS);
    for (const group of groups) Object.assign(group, { x: group.x * (1 - force), y: group.y * (1 - force * aspect) });
    for (const [one, other, weight] of edges) approach(groups[one], groups[other], force * Math.min(1, weight / 20));
    moveApart(groups, 3);
  }
  moveApart(groups, 100);
}

/** Move two circles nearer to each other, of two the smaller one farther. */
function approach(one: Circle, other: Circle, force: number): void {
  const [x, y] = [(other.x - one.x) * force, (other.y - one.y) * force];
  const share = other.radius ** 2 / (one.radius ** 2 + other.radius ** 2);
  Object.assign(one, { x: one.x + x * share, y: one.y + y * share });
  Object.assign(other, { x: other.x - x * (1 - share), y: other.y - y * (1 - share) });
}

/** Place the groups that have no tie to others around those that are placed, the largest first, each as near as there is room. */
function surround(groups: Group[], placed: Set<Circle>, aspect: number): void {
  const core = [...placed];
  const taken = [...placed];
  const angles = Array.from({ length: DIRECTIONS }, (_, n) => (2 * Math.PI * n) / DIRECTIONS).map((angle) => ({ x: Math.cos(angle), y: Math.sin(angle) }));
  // How far the core reaches in a direction.
  const reach = angles.map(({ x, y }) => Math.max(0, ...core.map((each) => each.x * x + each.y * y + each.radius)));
  for (const group of groups) {
    if (placed.has(group)) continue;
    let nearest = Infinity;
    const { radius } = group;
    angles.forEach((angle, n) => {
      let far = reach[n];
      const collides = () => taken.some((each) => Math.hypot(each.x - angle.x * far, each.y - angle.y * far) < each.radius + radius);
      while (collides()) far += radius / 2;
      reach[n] = far;
      const distance = Math.hypot((angle.x * far) / Math.sqrt(aspect), angle.y * far * Math.sqrt(aspect));
      if (distance < nearest) [nearest, group.x, group.y] = [distance, angle.x * far, angle.y * far];
    });
    taken.push(group);
  }
}

/** Turn a group so that it is longest where the picture is. */
function layDown({ members }: Group, aspect: number): void {
  const sum = (of: (member: Member) => number) => members.reduce((total, member) => total + of(member), 0);
  const axis = Math.atan2(2 * sum(({ x, y }) => x * y), sum(({ x, y }) => x * x - y * y)) / 2;
  rotate(members, (aspect < 1 ? Math.PI / 2 : 0) - axis);
}

function rotate(members: Member[], angle: number): void {
  const [along, across] = [Math.cos(angle), Math.sin(angle)];
  for (const member of members) Object.assign(member, { x: member.x * along - member.y * across, y: member.x * across + member.y * along });
}

/** Turn a group, or its mirror image, so that nodes with ties to other groups are on the side of these. */
function turn(group: Group, graph: Graph, groupAt: Map<string, Group>): void {
  const pulls = group.members.map(({ id }) => {
    const pulled = { x: 0, y: 0 };
    graph.forEachEdge(id, (_, { weight }, source, target) => {
      const other = groupAt.get(source === id ? target : source)!;
      const distance = Math.hypot(other.x - group.x, other.y - group.y) || 1;
      pulled.x += (weight * (other.x - group.x)) / distance;
      pulled.y += (weight * (other.y - group.y)) / distance;
    });
    return pulled;
  });
  const turns = [1, -1].map((mirrored) => {
    let [along, across] = [0, 0];
    group.members.forEach(({ x, y }, n) => {
      along += x * pulls[n].x + mirrored * y * pulls[n].y;
      across += x * pulls[n].y - mirrored * y * pulls[n].x;
    });
    return { mirrored, gain: Math.hypot(along, across), angle: Math.atan2(across, along) };
  });
  const { mirrored, angle } = turns[0].gain >= turns[1].gain ? turns[0] : turns[1];
  for (const member of group.members) member.y *= mirrored;
  rotate(group.members, angle);
}
