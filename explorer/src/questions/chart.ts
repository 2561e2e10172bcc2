import { h, s } from "../parts/element";
import { savePng, saveSvg } from "../browser/download";
import { shortened } from "../parts/words";
import type { Table } from "../source/answers";

const WIDTH = 640;
const BAR_HEIGHT = 18;
const MOST_BARS = 30;

/** A table as bars: the sum of the first column of numbers for each value of the first column of text, or how often each value occurs
 * where there are no numbers. */
export function chart(table: Table): HTMLElement {
  const column = (test: (value: unknown) => boolean, but = -1) =>
    table.columns.findIndex((name, n) => n !== but && !/_id$|(^|_)(first_day|date_granularity)$|^(fact|confidence|evidence|document)$/.test(name) && table.rows.some((row) => test(row[n])));
  const nameColumn = column((value) => typeof value === "string");
  const numberColumn = column((value) => typeof value === "number", nameColumn);
  if (nameColumn < 0) return h("p", { class: "note" }, "There is nothing to draw.");
  const sums = new Map<string, number>();
  for (const row of table.rows) {
    const name = String(row[nameColumn] ?? "");
    sums.set(name, (sums.get(name) ?? 0) + (numberColumn >= 0 ? Number(row[numberColumn] ?? 0) : 1));
  }
  const lines = [...sums].sort((a, b) => b[1] - a[1]).slice(0, MOST_BARS);
  const most = Math.max(1, ...lines.map(([, n]) => Math.abs(n)));
  const height = lines.length * BAR_HEIGHT + 4;
  const rest = sums.size - lines.length;
  const drawing = s("svg", { class: "chart", width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `Bars: ${lines.map(([name, n]) => `${name} ${n}`).join(", ")}` },
    lines.map(([name, n], at) => [
      s("text", { x: 200, y: at * BAR_HEIGHT + 13, "text-anchor": "end", "font-size": 12, class: "chart-name" }, shortened(name, 32)),
      s("rect", { x: 206, y: at * BAR_HEIGHT + 3, width: Math.max(1, (380 * Math.abs(n)) / most), height: BAR_HEIGHT - 6, class: "chart-bar" }),
      s("text", { x: 210 + (380 * Math.abs(n)) / most, y: at * BAR_HEIGHT + 13, "font-size": 11, class: "chart-number" }, Number.isInteger(n) ? String(n) : n.toFixed(2)),
    ])) as SVGSVGElement;
  return h("figure", {}, h("figcaption", { class: "note" }, numberColumn >= 0 ? `${table.columns[numberColumn]} by ${table.columns[nameColumn]}` : `rows by ${table.columns[nameColumn]}`, rest ? `, the first ${MOST_BARS} of ${sums.size}` : ""), drawing as unknown as Node,
    h("p", { class: "row" }, h("button", { type: "button", click: () => saveSvg("chart", drawing) }, "SVG"), h("button", { type: "button", click: () => void savePng("chart", drawing) }, "PNG")));
}
