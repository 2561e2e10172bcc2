import { actorHref, factHref, href } from "../browser/address";
import { csv, json, save } from "../browser/download";
import { h, replace } from "../parts/element";
import { paged } from "../controls/paged";
import { announce, emptyBox } from "../parts/status";
import { ACTOR_ID, count } from "../parts/words";
import type { Cell, Table } from "../source/answers";
import { chart } from "./chart";

const FACT = /^(position|statement|negotiation|lead|role|affiliation|label|action)\/[0-9a-f]{16}\/[0-9a-f-]+$/;
const DOCUMENT = /^document\/([0-9a-f]{16})$/;
/** Columns that only programs need: a person reads the date itself. */
const FOR_PROGRAMS = /(^|_)(first_day|date_granularity)$/;
/** A word that is too long for a column of a printed page. */
const UNBROKEN = /\S{20}/;
const ROWS_PER_PAGE = 500;

/** An answer as a table or as a chart, with buttons to download it. */
export function answerOf(name: string, table: Table): HTMLElement {
  const words = count(table.rows.length, "row") + (table.more ? ", and there are more" : "");
  announce(words);
  if (!table.rows.length) return emptyBox("The answer is empty: nothing in the graph matches.");
  const box = h("div", { class: "scroll" });
  const showings: [string, HTMLElement, () => HTMLElement][] = ([["Table", () => tableOf(table)], ["Chart", () => chart(table)]] as [string, () => HTMLElement][])
    .map(([label, make]) => [label, h("button", { type: "button", click: () => show(label) }, label), make]);
  const show = (chosen: string) => {
    for (const [label, button, make] of showings) {
      button.setAttribute("aria-pressed", String(label === chosen));
      if (label === chosen) replace(box, make());
    }
  };
  show("Table");
  return h("div", {},
    h("p", { class: "row answer-controls" }, h("span", { class: "note" }, words, table.lag ? `; the store is ${table.lag} changes behind the record` : ""),
      showings.map(([, button]) => button),
      h("button", { type: "button", click: () => save(`${name}.csv`, csv(table)) }, "CSV"), h("button", { type: "button", click: () => save(`${name}.json`, json(table)) }, "JSON")),
    box);
}

function tableOf(table: Table): HTMLElement {
  // A column of ids has no cells of its own: it gives the links of the column with the names.
  const ids = new Map<number, number>();
  table.columns.forEach((name, n) => {
    const id = table.columns.indexOf(`${name}_id`);
    if (id >= 0) ids.set(n, id);
  });
  const hidden = new Set(ids.values());
  const shown = table.columns.map((_, n) => n).filter((n) => !hidden.has(n) && !FOR_PROGRAMS.test(table.columns[n]));
  const body = h("tbody");
  const more = paged(body, table.rows, ROWS_PER_PAGE, (row) => h("tr", {}, shown.map((n) => cell(row, n, ids.get(n), table.columns))));
  return h("div", {}, h("table", { class: "answer" }, h("thead", {}, h("tr", {}, shown.map((n) => h("th", { scope: "col" }, table.columns[n].replaceAll("_", " "))))), body), more);
}

function cell(row: Cell[], n: number, id: number | undefined, names: string[]): HTMLElement {
  const name = names[n];
  const value = row[n];
  if (typeof value === "number") return h("td", { class: "number" }, value);
  const text = value === null ? "" : String(value);
  const target = id === undefined ? text : String(row[id] ?? "");
  let address: string | null = null;
  const document = DOCUMENT.exec(target);
  if (ACTOR_ID.test(target)) address = actorHref(target);
  else if (FACT.test(target)) address = factHref(target);
  else if (document) address = href(["read", document[1]]);
  // The document of a fact is opened at the fact: "other_document" at "other_fact".
  const fact = row[names.indexOf(name.replace(/document$/, "fact"))];
  if (!address && name.endsWith("document") && typeof fact === "string" && FACT.test(fact)) address = factHref(fact);
  const kind = /^\d{4}-\d\d(-\d\d(\/\d{4}-\d\d-\d\d)?)?$/.test(text) ? "date" : text.length > 60 ? "long" : null;
  const shown = FACT.test(text) && name === "fact" ? "read it" : text;
  const classes = [kind, UNBROKEN.test(shown) ? "unbroken" : null].filter(Boolean).join(" ") || null;
  return h("td", { class: classes }, address ? h("a", { href: address }, h("bdi", {}, shown)) : h("bdi", {}, shown));
}
