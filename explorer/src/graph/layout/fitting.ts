import type Graph from "graphology";
import { type Place, spiralPoint } from "./circles";
import { meanOf } from "./groups";

/** The distance between two nodes. */
const SPACING = 2;

/** The places of all nodes where some are known: each other one goes where there is room next to those to which it is tied. */
export function fittedIn(graph: Graph, known: Map<string, Place>): Map<string, Place> {
  const places = new Map(known);
  const edge = Math.max(...[...known.values()].map(({ x }) => x));
  let left = graph.filterNodes((id) => !known.has(id));
  while (left.length) {
    const next = left.filter((id) => graph.someNeighbor(id, (other) => places.has(other)));
    // A part without a tie to the rest begins at the edge.
    const [id] = next.length ? next : left;
    const tied = graph.filterNeighbors(id, (other) => places.has(other)).map((other) => places.get(other)!);
    const middle = tied.length ? { x: meanOf(tied.map(({ x }) => x)), y: meanOf(tied.map(({ y }) => y)) } : { x: edge + 2 * SPACING, y: 0 };
    places.set(id, freePlace(middle, [...places.values()]));
    left = left.filter((each) => each !== id);
  }
  return places;
}

/** The place nearest to the middle that is far enough from those that are taken. */
function freePlace(middle: Place, taken: Place[]): Place {
  for (let n = 0; ; n += 1) {
    const { x, y } = spiralPoint(n, SPACING / 2);
    const place = { x: middle.x + x, y: middle.y + y };
    if (!taken.some((each) => Math.hypot(each.x - place.x, each.y - place.y) < SPACING)) return place;
  }
}
