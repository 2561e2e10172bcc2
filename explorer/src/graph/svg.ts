import type Graph from "graphology";
import { colour } from "../parts/theme";

/** The graph as an SVG, for a publication. */
export function graphAsSvg(graph: Graph): string {
  const width = 1200;
  const height = 900;
  const nodes = graph.mapNodes((id, at) => ({ id, ...at }) as { id: string; x: number; y: number; size: number; color: string; label: string });
  const [left, right] = extent(nodes.map((node) => node.x));
  const [low, high] = extent(nodes.map((node) => node.y));
  const scale = Math.min((width - 160) / (right - left || 1), (height - 80) / (high - low || 1));
  const positions = new Map(nodes.map((node) => [node.id, [80 + (node.x - left) * scale, height - 40 - (node.y - low) * scale]]));
  const lines = graph.mapEdges((_, at, source, target) => {
    const [a, b] = [positions.get(source)!, positions.get(target)!];
    const bow = (at.curvature ?? 0) * 0.5;
    const middle = [(a[0] + b[0]) / 2 + (b[1] - a[1]) * bow, (a[1] + b[1]) / 2 - (b[0] - a[0]) * bow];
    return `<path d="M${fixed(a)}Q${fixed(middle)} ${fixed(b)}" fill="none" stroke="${at.color}" stroke-width="${at.size.toFixed(1)}"/>`;
  });
  const dots = nodes.map((node) => {
    const [x, y] = positions.get(node.id)!;
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${node.size.toFixed(1)}" fill="${node.color}"/>` +
      `<text x="${(x + node.size + 3).toFixed(1)}" y="${(y + 4).toFixed(1)}" font-size="11" font-family="sans-serif" fill="${colour("text")}">${escaped(node.label)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${colour("ground")}"/>${lines.join("")}${dots.join("")}</svg>`;
}

function extent(values: number[]): [number, number] {
  return values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
}

function fixed([x, y]: number[]): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
