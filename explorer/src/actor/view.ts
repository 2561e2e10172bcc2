import { actorHref, type Address, href } from "../browser/address";
import { h, s } from "../parts/element";
import { sentences } from "../parts/sentences";
import { emptyBox } from "../parts/status";
import type { View } from "../parts/view";
import { ASKING, capital, count, isPlural, shortened, verb, verbTo } from "../parts/words";
import { type Actor, type ExternalId, loadWorld, type Tie, type World } from "../graph/ties";
import { isDoubtful } from "../graph/filter";
import { Problem } from "../source/answers";
import { source } from "../source/source";
import { identitySection } from "./identity";

const MOST_LISTED = 12;
/** How many marks the name of a strip tells. */
const NAMED_MARKS = 6;

/** Everything that the graph has about one actor, each line with its sentences. */
export async function actorView(address: Address): Promise<View> {
  const world = await loadWorld();
  const id = address.path.slice(1).join("/");
  const at = world.actorAt.get(id);
  if (at === undefined) throw new Problem(`No fact of this graph is about ${id}.`, "Find another one by its name, above.");
  const element = page(world, at);
  const currentId = world.actors[at].id;
  if (currentId !== id) element.prepend(h("p", { class: "note" }, h("code", {}, id), " is ", h("code", {}, currentId), " now, by somebody's decision."));
  const identity = await identitySection(world, at);
  if (identity) element.append(identity);
  return { element, title: world.actors[at].name };
}

function page(world: World, me: number): HTMLElement {
  const actor = world.actors[me];
  const out = world.ties.filter((tie) => tie.source === me);
  const into = world.ties.filter((tie) => tie.target === me);
  const positions = out.filter((tie) => tie.fact.startsWith("position/") && tie.kind !== "reports");
  return h("div", { class: "page actor" },
    header(actor, out.length + into.length),
    out.length + into.length ? null : emptyBox("It has no tie to another actor or an issue. ", h("a", { href: href(["search"], { words: `"${actor.ownName}"` }) }, "Sentences with its name")),
    h("div", { class: "columns wide" },
      section("Positions by issue", positionsByIssue(world, positions.filter((tie) => !tie.isAgain)), "full"),
      section("Roles over time", datedLines(out.filter((tie) => tie.kind === "role"), (tie) => [tie.words, tie.target >= 0 ? [", ", link(world, tie.target)] : null])),
      section("Posts held there", datedLines(into.filter((tie) => tie.kind === "role"), (tie) => [link(world, tie.source), `: ${tie.words}`])),
      section("Belongs to, leads", linesByActor(world, out.filter((tie) => tie.kind === "affiliation" || tie.kind === "leads"), (tie) => tie.target)),
      section("Members, leaders", linesByActor(world, into.filter((tie) => tie.kind === "affiliation" || tie.kind === "leads"), (tie) => tie.source)),
      section("Negotiates with", linesByActor(world, [...out, ...into].filter((tie) => tie.kind === "negotiates" && tie.sign !== "against"), (tie) => (tie.source === me ? tie.target : tie.source))),
      section("Demands, proposals and offers, and what was answered", demands(world, positions), "full"),
      section("Demanded of it, or proposed or offered to it", demandsOnIt(world, into.filter((tie) => ASKING.includes(tie.kind)))),
      section("Stands against", linesByActor(world, out.filter((tie) => tie.group === "against" && tie.target >= 0), (tie) => tie.target)),
      section("Who stands against it", linesByActor(world, into.filter((tie) => tie.group === "against"), (tie) => tie.source)),
      section("Who supports it", linesByActor(world, into.filter((tie) => ["support", "accept", "commit"].includes(tie.kind)), (tie) => tie.source)),
      section("What it is called", datedLines([...into.filter((tie) => tie.kind === "label"), ...out.filter((tie) => tie.kind === "label" && tie.target < 0)], (tie) => [`“${tie.words}”`, tie.target >= 0 ? [", by ", link(world, tie.source)] : null])),
      section("Measures", datedLines(out.filter((tie) => tie.kind === "action"), (tie) => [tie.words, tie.target >= 0 ? [" on ", link(world, tie.target)] : null, tie.modality ? ` (${tie.modality})` : ""])),
      section("Measures against it", datedLines(into.filter((tie) => tie.kind === "action"), (tie) => [link(world, tie.source), `: ${tie.words}`, tie.modality ? ` (${tie.modality})` : ""])),
      section("What others say of its positions", linesByActor(world, into.filter((tie) => tie.kind === "reports"), (tie) => tie.source)),
      section("Who speaks of it", linesByActor(world, into.filter((tie) => tie.kind === "speaks of"), (tie) => tie.source)),
      section("Whose positions it reports", linesByActor(world, out.filter((tie) => tie.kind === "reports"), (tie) => tie.target)),
    ));
}

function header(actor: Actor, ties: number): HTMLElement {
  const also = actor.aliases.filter((alias) => alias !== actor.ownName);
  return h("header", {},
    h("h1", {}, h("span", { class: `dot type-${actor.type}` }), h("bdi", {}, actor.name)),
    h("p", { class: "note" }, [capital(actor.type), actor.country, count(ties, "tie")].filter(Boolean).join(" · "), " · ",
      h("a", { href: href(["graph"], { ego: actor.id, node: actor.id }) }, "in the graph"),
      // A file has that answer only for all actors together.
      source.live ? [" · ", h("a", { href: href(["ask", "positions-of-actor"], { actor: actor.id, run: "1" }) }, "positions as a table")] : null),
    also.length ? h("details", { class: "aliases" }, h("summary", {}, `Also called: ${count(also.length, "name")}`), h("p", {}, also.map((alias, n) => [n ? "; " : "", h("bdi", {}, alias)]))) : null,
    actor.ids.length ? h("details", { class: "ids" }, h("summary", {}, `Ids in other catalogues: ${actor.ids.map(({ value }) => value).join(", ")}`), h("ul", { class: "lines" }, actor.ids.map(externalId))) : null,
    h("p", { class: "note" }, h("code", {}, actor.id)));
}

function externalId({ scheme, value, source, iri }: ExternalId): HTMLElement {
  return h("li", {}, `${scheme}: `, iri ? h("a", { href: iri, rel: "noreferrer" }, value) : value, h("span", { class: "note" }, ` (source: ${source})`));
}

function section(title: string, content: HTMLElement | null, kind = ""): HTMLElement | null {
  return content ? h("section", { class: kind }, h("h2", {}, title), content) : null;
}

function link(world: World, at: number): HTMLElement {
  return h("a", { href: actorHref(world.actors[at].id) }, h("bdi", {}, world.actors[at].name));
}

/** A line that opens to show the sentences of its facts. */
function expandable(facts: string[], ...words: any[]): HTMLElement {
  const number = new Set(facts).size;
  const button = h("button", { type: "button", class: "toggle", "aria-expanded": "false", "aria-label": number === 1 ? "Its sentence" : `Its ${number} sentences`, click: () => {
    const isOpen = box.classList.toggle("open");
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) box.append(sentences(facts));
    else box.lastElementChild?.remove();
  } }, "▸");
  const box = h("div", { class: "opening" }, h("div", { class: "told" }, button, " ", ...words));
  return box;
}

/** A list of the lines, the first MOST_LISTED of them and a button for the rest; null where there are none. */
function shortList(lines: HTMLElement[]): HTMLElement | null {
  if (!lines.length) return null;
  const rest = lines.slice(MOST_LISTED);
  const list = h("ul", { class: "lines" }, lines.slice(0, MOST_LISTED).map((line) => h("li", {}, line)));
  if (rest.length) {
    const more = h("li", {}, h("button", { type: "button", class: "link", click: () => {
      more.remove();
      rest.forEach((line) => list.append(h("li", {}, line)));
      rest[0].querySelector<HTMLElement>("button, a")?.focus();
    } }, `${rest.length} more`));
    list.append(more);
  }
  return list;
}

/** The ties under each of their keys. */
function groupBy<K>(ties: Tie[], keys: (tie: Tie) => K[]): Map<K, Tie[]> {
  const groups = new Map<K, Tie[]>();
  for (const tie of ties) for (const key of keys(tie)) groups.set(key, [...(groups.get(key) ?? []), tie]);
  return groups;
}

/** A line for the ties of the same kind, words and modality between the same actors, the latest first: a tariff that is imposed and one
 * that is lifted are two lines. */
function datedLines(ties: Tie[], words: (tie: Tie) => any): HTMLElement | null {
  const found = groupBy(ties, (tie) => [`${tie.kind} ${tie.source} ${tie.target} ${tie.modality} ${tie.words.toLocaleLowerCase()}`]);
  const lines = [...found.values()]
    .map((group) => group.sort((a, b) => (a.date < b.date ? -1 : 1)))
    .sort((a, b) => (a[0].date < b[0].date ? 1 : -1))
    .map((group) => expandable(group.map((tie) => tie.fact), h("span", { class: "date" }, period(group)), " ", words(group[0]), times(group.length)));
  return shortList(lines);
}

/** A line for each other actor, those with most ties first. */
function linesByActor(world: World, ties: Tie[], other: (tie: Tie) => number): HTMLElement | null {
  const found = groupBy(ties.filter((tie) => other(tie) >= 0), (tie) => [other(tie)]);
  const lines = [...found].sort((a, b) => b[1].length - a[1].length).map(([at, group]) =>
    expandable(group.map((tie) => tie.fact), link(world, at), h("small", {}, ` ${[...new Set(group.map((tie) => verbOf(world, tie)))].slice(0, 4).join(", ")}`), times(group.length)));
  return shortList(lines);
}

function isSeveral(world: World, at: number): boolean {
  return isPlural(world.actors[at].id, world.actors[at].ownName);
}

/** The verb of a tie without its preposition, as it stands after a name; doubtful ones with their modality. */
function verbOf(world: World, tie: Tie): string {
  const words = verb(tie.kind === "negotiates" && tie.sign === "against" ? "refused" : tie.kind, isSeveral(world, tie.source)).replace(/ (of|at|with|the position of|to)$/, "");
  return isDoubtful(tie) ? `${words} (${tie.modality})` : words;
}

function times(n: number): HTMLElement {
  return h("small", { class: "times" }, ` ${n}`);
}

function period(group: Tie[]): string {
  const dates = group.map((tie) => tie.when).filter(Boolean).sort();
  if (!dates.length) return "undated";
  return dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} – ${dates.at(-1)}`;
}

function positionsByIssue(world: World, positions: Tie[]): HTMLElement | null {
  const found = groupBy(positions, (tie) => tie.issues);
  if (!found.size) return null;
  const dated = positions.filter((tie) => tie.date).sort((a, b) => (a.date < b.date ? -1 : 1));
  const first = Date.parse(dated[0]?.date ?? "2000-01-01");
  const span = Math.max(1, Date.parse(dated.at(-1)?.date ?? "2000-01-01") - first);
  const hasUndated = dated.length < positions.length;
  const lines = [...found].sort((a, b) => b[1].length - a[1].length).map(([issue, group]) => {
    const pro = group.filter((tie) => tie.sign === "for").length;
    return expandable(group.map((tie) => tie.fact),
      h("span", { class: "issue-name" }, world.issues[issue].label),
      strip(group, first, span, hasUndated),
      h("span", { class: "balance" }, h("span", { class: pro ? "for" : "doubt" }, `${pro} for`), " · ", h("span", { class: pro < group.length ? "against" : "doubt" }, `${group.length - pro} against`)));
  });
  return h("div", {}, h("p", { class: "note" }, dated.length ? period(positions) : "All are undated", "; a mark above the line is for, below it against; hollow ones are doubtful", hasUndated && dated.length ? "; squares before the line are undated." : "."), shortList(lines));
}

/** The positions as marks on an axis of time. If the page has undated ones, the axis leaves a place for them before its beginning. */
function strip(group: Tie[], first: number, span: number, hasUndated: boolean): HTMLElement {
  const width = 220;
  const start = hasUndated ? 16 : 0;
  const told = group.map((tie) => `${tie.when || "undated"} ${tie.kind}`);
  const rest = told.length - NAMED_MARKS;
  const label = `${count(group.length, "position")}: ${told.slice(0, NAMED_MARKS).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return s("svg", { class: "strip", viewBox: `0 0 ${width} 22`, role: "img", "aria-label": label },
    s("line", { x1: start, x2: width, y1: 11, y2: 11, class: "axis" }),
    group.map((tie) => {
      const y = tie.sign === "for" ? 6 : 16;
      const look = `${tie.sign}${isDoubtful(tie) ? " hollow" : ""}`;
      const title = s("title", {}, `${tie.when || "undated"} ${tie.kind}: ${tie.words}`);
      if (!tie.date) return s("rect", { x: 2, y: y - 3, width: 6, height: 6, class: look }, title);
      return s("circle", { cx: start + 3 + ((Date.parse(tie.date) - first) / span) * (width - start - 6), cy: y, r: 3, class: look }, title);
    })) as unknown as HTMLElement;
}

function demands(world: World, positions: Tie[]): HTMLElement | null {
  const replies = groupBy(world.ties.filter((tie) => tie.replyTo), (tie) => [tie.replyTo]);
  const lines = positions.filter((tie) => ASKING.includes(tie.kind)).sort((a, b) => (a.date < b.date ? 1 : -1)).map((tie) => {
    const answers = (replies.get(tie.fact) ?? []).filter((reply, n, all) => all.findIndex((each) => each.fact === reply.fact) === n);
    return expandable([tie.fact, ...answers.map((answer) => answer.fact)],
      h("span", { class: "date" }, tie.when || "undated"), " ", tie.target >= 0
        ? [h("span", { class: "kind for" }, verbTo(tie.kind, isSeveral(world, tie.source))), " ", link(world, tie.target)]
        : h("span", { class: "kind for" }, verb(tie.kind, isSeveral(world, tie.source))),
      ": ", h("bdi", {}, shortened(tie.words, 120)),
      answers.length ? h("span", {}, answers.map((answer) => [" → ", link(world, answer.source), " ", h("span", { class: `kind ${answer.sign}` }, verb(answer.kind, isSeveral(world, answer.source)))])) : h("small", {}, " no answer found"));
  });
  return shortList(lines);
}

function demandsOnIt(world: World, ties: Tie[]): HTMLElement | null {
  return shortList(ties.sort((a, b) => (a.date < b.date ? 1 : -1)).map((tie) =>
    expandable([tie.fact], h("span", { class: "date" }, tie.when || "undated"), " ", link(world, tie.source), " ", h("span", { class: "kind for" }, verb(tie.kind, isSeveral(world, tie.source))), ": ", h("bdi", {}, shortened(tie.words, 120)))));
}

