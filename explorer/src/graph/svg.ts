import type Graph from "graphology";
import { colour } from "../browser/theme";
import { isFree, type Box } from "./labels";
import { laidKey, type LaidKey } from "./key";
import type { KeyItem } from "./picture";

const WIDTH = 1200;
/** The greatest height of the graph without its key. */
const MOST_HEIGHT = 800;
const FONT_SIZE = 11;
/** Space around the graph, on the sides for names. */
const [SIDE, TOP, FOOT] = [80, 30, 40];

interface DrawnNode {
  id: string;
  x: number;
  y: number;
  size: number;
  color: string;
  label: string;
}

/** The graph as an SVG, for a publication: with arrows, a key, and the names that have room, large nodes first. Every node has its
 * name as a title, too. */
export function graphAsSvg(graph: Graph, key: KeyItem[]): string {
  const laid = laidKey(key, WIDTH, textMeasure());
  const given = graph.mapNodes((id, at) => ({ id, ...at }) as DrawnNode);
  const [left, right] = extent(given.map((node) => node.x));
  const [low, high] = extent(given.map((node) => node.y));
  const scale = Math.min((WIDTH - 2 * SIDE) / (right - left || 1), MOST_HEIGHT / (high - low || 1));
  const bottom = TOP + (high - low) * scale;
  const height = bottom + FOOT + laid.height;
  const inset = (WIDTH - (right - left) * scale) / 2;
  const nodes = given.map((node) => ({ ...node, x: inset + (node.x - left) * scale, y: bottom - (node.y - low) * scale }));
  const lines = lineElements(graph, new Map(nodes.map((node) => [node.id, node])));
  const dots = nodes.map(({ x, y, size, color, label }) => `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(size)}" fill="${color}"><title>${escaped(label)}</title></circle>`);
  const parts = [`<rect width="100%" height="100%" fill="${colour("ground")}"/>`, ...lines, ...dots, ...nameElements(nodes), ...keyElements(laid, bottom + FOOT)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${fixed(height)}" font-family="sans-serif" font-size="${FONT_SIZE}">${parts.join("")}</svg>`;
}

function lineElements(graph: Graph, nodes: Map<string, DrawnNode>): string[] {
  return graph.mapEdges((_, at, source, target) => {
    const [a, b] = [nodes.get(source)!, nodes.get(target)!];
    const bow = (at.curvature ?? 0) * 0.5;
    const middle = { x: (a.x + b.x) / 2 + (b.y - a.y) * bow, y: (a.y + b.y) / 2 - (b.x - a.x) * bow };
    const [wide, high] = [b.x - middle.x, b.y - middle.y];
    const length = Math.hypot(wide, high) || 1;
    const isArrow = at.type === "arrow" || at.type === "curved";
    const head = isArrow ? 4 + at.size : 0;
    const [along, across] = [{ x: wide / length, y: high / length }, { x: -high / length, y: wide / length }];
    const tip = { x: b.x - along.x * b.size, y: b.y - along.y * b.size };
    const neck = { x: tip.x - along.x * head, y: tip.y - along.y * head };
    const wing = (side: number) => `${fixed(neck.x + side * across.x * head * 0.4)} ${fixed(neck.y + side * across.y * head * 0.4)}`;
    const end = isArrow ? neck : b;
    const path = `<path d="M${fixed(a.x)} ${fixed(a.y)}Q${fixed(middle.x)} ${fixed(middle.y)} ${fixed(end.x)} ${fixed(end.y)}" fill="none" stroke="${at.color}" stroke-width="${fixed(at.size)}"/>`;
    return isArrow ? `${path}<path d="M${fixed(tip.x)} ${fixed(tip.y)}L${wing(1)}L${wing(-1)}Z" fill="${at.color}"/>` : path;
  });
}

function nameElements(nodes: DrawnNode[]): string[] {
  const widthOf = textMeasure();
  const taken: Box[] = [];
  return [...nodes].sort((a, b) => b.size - a.size).map(({ x, y, size, label }) => {
    const width = widthOf(label);
    const right = x + size + 3;
    const start = right + width > WIDTH - 5 ? x - size - 3 - width : right;
    if (!isFree({ left: start, right: start + width, top: y - FONT_SIZE / 2, bottom: y + FONT_SIZE / 2 }, taken)) return "";
    const halo = `stroke="${colour("ground")}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
    return `<text x="${fixed(start)}" y="${fixed(y + 4)}" fill="${colour("text")}" ${halo}>${escaped(label)}</text>`;
  });
}

function keyElements({ items }: LaidKey, top: number): string[] {
  return items.map(({ words, color, isLine, x, y }) => {
    const middle = top + y;
    const mark = isLine ? `<path d="M${fixed(x)} ${fixed(middle)}h16" stroke="${color}" stroke-width="3"/>` : `<circle cx="${fixed(x + 8)}" cy="${fixed(middle)}" r="5" fill="${color}"/>`;
    return `${mark}<text x="${fixed(x + 22)}" y="${fixed(middle + 4)}" fill="${colour("text")}">${escaped(words)}</text>`;
  });
}

/** Measures a text as the SVG writes it. */
function textMeasure(): (text: string) => number {
  const pen = document.createElement("canvas").getContext("2d")!;
  pen.font = `${FONT_SIZE}px sans-serif`;
  return (text) => pen.measureText(text).width;
}

function extent(values: number[]): [number, number] {
  return values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
