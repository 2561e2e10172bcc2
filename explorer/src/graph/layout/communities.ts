import Graph from "graphology";
import louvain from "graphology-communities-louvain";

/** Two nodes and how many facts tie them, in whatever direction. */
export type WeightedTie = [string, string, number];

/** The nodes with the sums of their ties as weights, undirected. */
export function undirected(ids: Iterable<string>, ties: Iterable<WeightedTie>): Graph {
  const graph = new Graph({ type: "undirected" });
  for (const id of ids) graph.addNode(id);
  for (const [source, target, weight] of ties)
    if (source !== target) graph.updateEdge(source, target, (old) => ({ weight: (old.weight ?? 0) + weight }));
  return graph;
}

/** The nodes of each community, whose members have more ties with each other than with others; the largest first. */
export function communitiesOf(graph: Graph): string[][] {
  const members = new Map<number, string[]>();
  // Without a tie the algorithm divides by zero.
  const numbers = graph.size ? louvain(graph, { rng: seededRandom() }) : {};
  graph.forEachNode((id) => {
    const number = numbers[id] ?? -1 - members.size;
    const known = members.get(number);
    if (known) known.push(id);
    else members.set(number, [id]);
  });
  return [...members.values()].sort((a, b) => b.length - a.length);
}

/** Random numbers from a fixed seed, so that the communities are the same at every visit. */
function seededRandom(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
