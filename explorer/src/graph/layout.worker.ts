import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

/** A graph to lay out. The worker answers with positions after every few steps, so that the user sees the layout grow. */
export interface LayoutTask {
  turn: number;
  nodes: { id: string; x: number; y: number; size: number }[];
  edges: [string, string, number][];
  steps: number;
}

self.onmessage = (event: MessageEvent<LayoutTask>) => {
  const { turn, nodes, edges, steps } = event.data;
  const graph = new Graph({ type: "undirected" });
  for (const { id, x, y, size } of nodes) graph.addNode(id, { x, y, size });
  for (const [source, target, weight] of edges) {
    if (graph.hasEdge(source, target)) graph.updateEdgeAttribute(source, target, "weight", (old) => (old ?? 0) + weight);
    else graph.addEdge(source, target, { weight });
  }
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: graph.order > 300,
    gravity: 0.6,
    scalingRatio: 12,
    linLogMode: true,
    adjustSizes: false,
    edgeWeightInfluence: 0.6,
    slowDown: 4,
  };
  const stepsPerMessage = graph.order > 800 ? 10 : 40;
  for (let done = 0; done < steps; done += stepsPerMessage) {
    if (graph.order > 1) forceAtlas2.assign(graph, { iterations: stepsPerMessage, settings, getEdgeWeight: "weight" });
    const places = new Float32Array(graph.order * 2);
    let n = 0;
    graph.forEachNode((_, { x, y }) => {
      places[n] = x;
      places[n + 1] = y;
      n += 2;
    });
    self.postMessage({ turn, places, done: done + stepsPerMessage >= steps }, { transfer: [places.buffer] });
  }
};
