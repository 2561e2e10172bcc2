import { dayField } from "../controls/day";
import { h, replace, s } from "../parts/element";
import { clamp } from "./picture";
import type { Tie } from "./ties";

const WIDTH = 600;
const HEIGHT = 44;

/** A chart of the number of facts over time; dragging over it, or two fields, choose a period. */
export function timeline(options: {
  first: string;
  last: string;
  since: string;
  until: string;
  change: (since: string, until: string) => void;
}): { element: HTMLElement; show: (ties: Tie[], since: string, until: string) => void } {
  const { first, last } = options;
  const start = Date.parse(first);
  const span = Math.max(86_400_000, Date.parse(last) - start);
  const dayAt = (x: number) => new Date(start + clamp(x) * span).toISOString().slice(0, 10);
  const shareOf = (date: string) => (Date.parse(date) - start) / span;
  const bars = s("g", { class: "bars" });
  const brush = s("rect", { class: "brush", y: 0, height: HEIGHT });
  const drawing = s(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "timeline-bars", "aria-hidden": "true" },
    bars,
    brush,
  ) as SVGSVGElement;
  const sinceField = dayField({ min: first, max: last, value: options.since || first, change: () => report() });
  const untilField = dayField({ min: first, max: last, value: options.until || last, change: () => report() });
  const [since, until] = [sinceField.input, untilField.input];
  const all = h("button", { type: "button", class: "quiet", click: () => options.change("", "") }, "All");

  function report(): void {
    const [a, b] = [since.value || first, until.value || last];
    options.change(a <= first ? "" : a, b >= last ? "" : b);
  }

  let anchor: number | null = null;
  const shareUnder = (event: PointerEvent) => {
    const { left, width } = drawing.getBoundingClientRect();
    return (event.clientX - left) / width;
  };
  drawing.addEventListener("pointerdown", (event) => {
    anchor = shareUnder(event);
    drawing.setPointerCapture(event.pointerId);
  });
  drawing.addEventListener("pointermove", (event) => {
    if (anchor === null) return;
    const [a, b] = [Math.min(anchor, shareUnder(event)), Math.max(anchor, shareUnder(event))];
    since.value = dayAt(a);
    until.value = dayAt(b);
    drawBrush();
  });
  drawing.addEventListener("pointerup", (event) => {
    if (anchor !== null && Math.abs(shareUnder(event) - anchor) < 0.005) options.change("", "");
    else report();
    anchor = null;
  });

  function drawBrush(): void {
    const [a, b] = [shareOf(since.value || first), shareOf(until.value || last)];
    brush.setAttribute("x", String(a * WIDTH));
    brush.setAttribute("width", String(Math.max(2, (b - a) * WIDTH)));
  }

  function show(ties: Tie[], from: string, to: string): void {
    const counts = new Array(100).fill(0);
    for (const { date } of ties) if (date) counts[Math.min(99, Math.max(0, Math.floor(shareOf(date) * 99.999)))] += 1;
    const most = Math.max(1, ...counts);
    replace(
      bars as unknown as HTMLElement,
      counts.map((n, at) => {
        const height = n ? Math.max(2, (HEIGHT * Math.log2(1 + n)) / Math.log2(1 + most)) : 0;
        return n ? s("rect", { x: (at * WIDTH) / 100, y: HEIGHT - height, width: WIDTH / 100 - 1, height }) : null;
      }),
    );
    sinceField.show(from || first);
    untilField.show(to || last);
    drawBrush();
  }

  const element = h(
    "fieldset",
    { class: "timeline" },
    h("legend", {}, "Period"),
    drawing,
    h("div", { class: "row" }, h("label", {}, "since ", since), h("label", {}, "until ", until), all),
  );
  return { element, show };
}
