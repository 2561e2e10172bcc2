import { href, setQuery } from "../browser/address";
import { h, replace } from "../parts/element";
import { plain } from "../controls/finding";
import { count } from "../parts/words";
import type { DocumentLine } from "../source/answers";

/** The list of documents, with a field that finds them by title, name, source or date. */
export function documentList(documents: DocumentLine[], query: URLSearchParams): HTMLElement {
  const body = h("tbody");
  const note = h("p", { class: "note", role: "status" });
  const field = h("input", { type: "search", value: query.get("words") ?? "", placeholder: "title, name, source or date", input: () => { setQuery({ words: field.value || null }); show(); } });
  function show(): void {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const found = documents.filter((line) => {
      const searched = plain(`${line.title ?? ""} ${line.name} ${line.source ?? ""} ${line.date ?? ""}`);
      return words.every((word) => searched.includes(word));
    });
    note.textContent = count(found.length, "document");
    replace(body, found.map((line) =>
      h("tr", {},
        h("td", { class: "date" }, line.date ?? "undated"),
        h("th", { scope: "row" }, h("a", { href: href(["read", line.id]) }, h("bdi", {}, line.title || line.name))),
        h("td", {}, h("bdi", {}, line.source ?? "")),
        h("td", { class: "number" }, line.facts.position ?? 0),
        h("td", { class: "number" }, Object.values(line.facts).reduce((sum, n) => sum + n, 0)),
        h("td", { class: "number" }, line.characters.toLocaleString("en")))));
  }
  show();
  return h("div", { class: "page" }, h("h1", {}, "Documents"),
    h("label", { class: "field inline" }, "Find ", field), note,
    h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, ["Date", "Title", "Source", "Positions", "Facts", "Characters"].map((name) => h("th", { scope: "col" }, name)))), body)));
}
