import { actorHref, type Address, href } from "../browser/address";
import { source } from "../source/source";
import { h, replace, s } from "../parts/element";
import { emptyBox, problemBox } from "../parts/status";
import type { View } from "../parts/view";
import { ACTOR_ID, capital, count, HEADINGS, percent, shortened } from "../parts/words";
import type { Cell, Overview, Table } from "../source/answers";

/** The questions that are answered here in a few rows; `columns` are those shown, by default the first ones. */
const SHORT_QUESTIONS: { name: string; about: string; columns?: string[] }[] = [
  { name: "who-opposes-whom", about: "who stands against whom", columns: ["actor", "stance", "matter", "other", "other_stance"] },
  { name: "most-contested-issues", about: "what is most contested" },
  { name: "shifts", about: "who has changed position" },
];

/** The front page: what is in the graph, what to look at first, and how sure the facts are. */
export async function frontView(_: Address): Promise<View> {
  const overview = await source.overview();
  return { element: page(overview), title: overview.name };
}

function page(overview: Overview): HTMLElement {
  if (!overview.documents)
    return h("div", { class: "page" }, h("h1", {}, overview.name),
      emptyBox("This graph is empty. Read documents into it with ", h("code", {}, "kg ingest PATH…"), ", and reload this page."));
  const facts = Object.values(overview.facts).reduce((sum, n) => sum + n, 0);
  const period = overview.first === overview.last ? (overview.first ?? "undated") : `${overview.first} – ${overview.last}`;
  return h(
    "div",
    { class: "page front" },
    h("h1", {}, overview.name),
    h("p", { class: "lead" },
      h("a", { href: href(["read"]) }, count(overview.documents, "document")), `, ${period}`, overview.undated ? ` (${overview.undated} undated)` : "",
      `; ${count(facts, "fact")} about ${count(overview.actors, "actor")}, each with the words that prove it.`),
    documentsOverTime(overview),
    h("h2", {}, "What to look at first"),
    h("div", { class: "columns" }, SHORT_QUESTIONS.map(shortAnswer)),
    h("div", { class: "columns" },
      h("section", {}, h("h2", {}, "Actors that come up most"), bars(overview.top_actors.map(([id, name, type, n]) => [h("a", { href: actorHref(id) }, h("bdi", {}, name)), n, type]))),
      h("section", {}, h("h2", {}, "Issues that come up most"), bars(overview.top_issues.map(([id, label, n]) => [h("a", { href: href(["graph"], { issue: id, issues: "1", show: ["for", "against"] }) }, label), n, ""]))),
      h("section", {}, h("h2", {}, "What was found"), bars(Object.entries(overview.facts).map(([heading, n]) => [HEADINGS[heading] ?? heading, n, ""]))),
      h("section", {}, h("h2", {}, "Sources"), bars(overview.sources.map(([name, n]) => [name ? h("bdi", {}, name) : h("em", {}, "not named"), n, ""]))),
      facts ? confidence(overview, facts) : null,
      h("section", {}, h("h2", {}, "Kinds of actors"), bars(Object.entries(overview.types).map(([type, n]) => [[h("span", { class: `dot type-${type}` }), capital(type)], n, ""]))),
    ),
  );
}

function confidence(overview: Overview, facts: number): HTMLElement {
  const counted = overview.confidence.reduce((sum, n) => sum + n, 0);
  const firm = overview.confidence.slice(9).reduce((sum, n) => sum + n, 0);
  return h("section", {}, h("h2", {}, "How sure"),
    bars(overview.confidence.map((n, tenth) => [`${tenth / 10} – ${(tenth + 1) / 10}`, n, ""] as [string, number, string]).filter(([, n]) => n)),
    h("p", { class: "note" }, `${percent(firm / counted)} of the facts have a confidence of 0.9 or more. `,
      overview.doubtful ? `${count(overview.doubtful, "position")} of ${facts.toLocaleString("en")} facts are conditional, possible or believed, and are marked as such.` : ""));
}

function bars(lines: [Node | string | (Node | string)[], number, string][]): HTMLElement {
  const most = Math.max(1, ...lines.map(([, n]) => n));
  return h("table", { class: "bars-table" }, h("tbody", {}, lines.map(([name, n, note]) => {
    const bar = h("span", { class: "bar" });
    bar.style.width = `${(100 * n) / most}%`;
    return h("tr", {}, h("th", { scope: "row" }, name, note ? h("small", {}, ` ${note}`) : null), h("td", { class: "number" }, n.toLocaleString("en")), h("td", { class: "bar-cell" }, bar));
  })));
}

function documentsOverTime(overview: Overview): HTMLElement | null {
  const all = Object.entries(overview.days);
  if (all.length < 2) return null;
  const start = Date.parse(overview.first!);
  const span = Date.parse(overview.last!) - start || 1;
  const width = 900;
  const counts = new Array(180).fill(0);
  for (const [day, n] of all) counts[Math.floor(((Date.parse(day) - start) / span) * 179.99)] += n;
  const most = Math.max(...counts);
  return h("figure", { class: "days" },
    s("svg", { viewBox: `0 0 ${width} 40`, preserveAspectRatio: "none", role: "img", "aria-label": `Documents over time, ${overview.first} to ${overview.last}` },
      counts.map((n, at) => (n ? s("rect", { x: at * 5, y: 40 - (38 * n) / most, width: 4, height: (38 * n) / most }) : null))) as unknown as Node,
    h("figcaption", {}, h("span", {}, overview.first), h("span", {}, "documents over time"), h("span", {}, overview.last)));
}

function shortAnswer({ name, about, columns }: (typeof SHORT_QUESTIONS)[number]): HTMLElement {
  const box = h("div", {}, h("p", { class: "note" }, "…"));
  source
    .ask(name, new URLSearchParams({ limit: "40" }))
    .then((table) => replace(box, table.rows.length ? shortTable(table, columns) : h("p", { class: "note" }, "Nothing was found.")))
    .catch((error) => replace(box, problemBox(error)));
  return h("section", {}, h("h3", {}, h("a", { href: href(["ask", name], { run: "1" }) }, capital(about))), box);
}

/** The first rows of a table with the columns of these names, or else the first columns without ids and technical ones. */
function shortTable(table: Table, names?: string[]): HTMLElement {
  const shown = names ?? table.columns.filter((name) => !/_id$|^(fact|evidence|confidence|document|sign|type)/.test(name)).slice(0, 4);
  const columns = shown.map((name) => [name, table.columns.indexOf(name)] as [string, number]);
  // A question may answer with a row for each sentence: rows with the same content are shown once.
  const contentOf = (row: Cell[]) => JSON.stringify(columns.map(([, n]) => row[n]));
  const rows = [...new Map(table.rows.map((row) => [contentOf(row), row])).values()];
  return h("table", { class: "short" },
    h("thead", {}, h("tr", {}, columns.map(([name]) => h("th", { scope: "col" }, name.replaceAll("_", " "))))),
    h("tbody", {}, rows.slice(0, 5).map((row) => h("tr", {}, columns.map(([name, n]) => {
      const id = row[table.columns.indexOf(`${name}_id`)];
      const words = h("bdi", {}, shortened(String(row[n] ?? ""), 70));
      return h("td", {}, typeof id === "string" && ACTOR_ID.test(id) ? h("a", { href: actorHref(id) }, words) : words);
    })))));
}
