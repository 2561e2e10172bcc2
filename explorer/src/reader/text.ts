import { h } from "../parts/element";
import type { Fact, Reading } from "../source/answers";
import type { Points } from "./points";

export interface Segment {
  element: HTMLElement;
  start: number;
  end: number;
}

/** The headings by precedence: where facts overlap, the first of these gives the colour. */
const RANK = ["position", "action", "negotiation", "lead", "role", "affiliation", "label", "statement"];

export function className(fact: Fact): string {
  return fact.heading === "position" ? `fact-${fact.sign}` : fact.heading === "negotiation" && fact.kind === "refused" ? "fact-against" : `fact-${fact.heading}`;
}

/** The text of the document, cut into segments wherever a fact or a mention begins or ends, a page begins, and at these `places`, in
 * UTF-16 units. The first segment of each page says which it is.
 * `pick` is called with the start of a segment of a fact that is clicked. */
export function textOf(reading: Reading, points: Points, shown: Fact[], places: number[], pick: (at: number) => void): { element: HTMLElement; segments: Segment[] } {
  const length = points.text.length;
  const cuts = new Set([0, length, ...places]);
  const cut = (point: number) => cuts.add(points.unit(point));
  for (const fact of shown) {
    fact.evidence.forEach(cut);
    Object.values(fact.spans ?? {}).forEach((span) => span.forEach(cut));
  }
  for (const [start, end] of reading.mentions) {
    cut(start);
    cut(end);
  }
  reading.pages.forEach(([start]) => cut(start));
  for (const match of points.text.matchAll(/\n+/g)) {
    cuts.add(match.index);
    cuts.add(match.index + match[0].length);
  }
  const ends = [...cuts].sort((a, b) => a - b);
  const paint = paintedClasses(ends, points, shown);
  const mentioned = isCovered(ends, reading.mentions.map(([start, end]) => [points.unit(start), points.unit(end)]));
  const segments: Segment[] = [];
  const pages = reading.pages.map(([start, page]): [number, string] => [points.unit(start), page]);
  const article = h("article", { class: "text", lang: reading.language, "aria-label": "Text" });
  let paragraph = h("p", { dir: "auto" });
  ends.slice(0, -1).forEach((start, n) => {
    const end = ends[n + 1];
    const words = points.text.slice(start, end);
    if (/^\n+$/.test(words)) {
      if (words.length > 1) {
        article.append(paragraph);
        paragraph = h("p", { dir: "auto" });
      } else paragraph.append("\n");
      return;
    }
    const classes = [paint[n], mentioned[n] ? "mention" : ""].filter(Boolean).join(" ");
    let page: string | null = null;
    while (pages.length && pages[0][0] <= start) page = pages.shift()![1];
    const element = h("span", { class: classes || null, "data-page": page || null }, words);
    if (paint[n]) element.addEventListener("click", () => pick(start));
    paragraph.append(element);
    segments.push({ element, start, end });
  });
  article.append(paragraph);
  return { element: article, segments };
}

function paintedClasses(places: number[], points: Points, shown: Fact[]): string[] {
  const paint: string[] = new Array(places.length).fill("");
  const at = new Map(places.map((place, n) => [place, n]));
  const ordered = [...shown].sort((a, b) => RANK.indexOf(b.heading) - RANK.indexOf(a.heading));
  for (const fact of ordered) {
    const [from, to] = fact.evidence.map((point) => at.get(points.unit(point)) ?? 0);
    for (let n = from; n < to; n += 1) paint[n] = `fact ${className(fact)}`;
    // The matter of a position stands out from the rest of its evidence.
    const [begin, end] = (fact.spans?.matter ?? [0, 0]).map((point) => at.get(points.unit(point)) ?? 0);
    if (fact.heading === "position") for (let n = begin; n < end; n += 1) paint[n] = `fact core ${className(fact)}`;
  }
  return paint;
}

function isCovered(places: number[], spans: [number, number][]): boolean[] {
  const found: boolean[] = new Array(places.length).fill(false);
  const at = new Map(places.map((place, n) => [place, n]));
  for (const [start, end] of spans) for (let n = at.get(start)!; n < at.get(end)!; n += 1) found[n] = true;
  return found;
}
