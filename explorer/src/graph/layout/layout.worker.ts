import { undirected, type WeightedTie } from "./communities";
import { fittedIn } from "./fitting";
import { placesOf } from "./plan";

/** A graph to lay out: nodes that are not fresh keep their places. */
export interface LayoutTask {
  turn: number;
  nodes: { id: string; x: number; y: number; size: number; isFresh: boolean }[];
  ties: WeightedTie[];
  /** How many times as wide as high the picture is. */
  aspect: number;
}

export interface LayoutResult {
  turn: number;
  /** x and y of each node, in their order. */
  places: Float32Array;
}

/** Positions are stored with one decimal place, which is too coarse for the unit of the layout. */
const UNIT = 10;

self.onmessage = ({ data: { turn, nodes, ties, aspect } }: MessageEvent<LayoutTask>) => {
  const graph = undirected(nodes.map(({ id }) => id), ties);
  const known = new Map(nodes.filter(({ isFresh }) => !isFresh).map(({ id, x, y }) => [id, { x: x / UNIT, y: y / UNIT }]));
  const found = known.size ? fittedIn(graph, known) : placesOf(graph, new Map(nodes.map(({ id, size }) => [id, size])), aspect);
  const places = Float32Array.from(nodes.flatMap(({ id }) => [found.get(id)!.x * UNIT, found.get(id)!.y * UNIT]));
  self.postMessage({ turn, places } satisfies LayoutResult, { transfer: [places.buffer] });
};
