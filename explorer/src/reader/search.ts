import { type Address, href } from "../browser/address";
import { source } from "../source/source";
import { h } from "../parts/element";
import { emptyBox } from "../parts/status";
import type { View } from "../parts/view";
import { count } from "../parts/words";
import type { Found } from "../source/answers";

/** The sentences that contain the words, each with a link into its document. */
export async function searchView(address: Address): Promise<View> {
  const words = address.query.get("words") ?? "";
  const found = words.trim() ? await source.search(words) : [];
  return {
    element: h("div", { class: "page" },
      h("h1", {}, "Sentences with ", h("q", {}, words)),
      h("p", { class: "note" }, found.length ? count(found.length, "sentence") + (found.length >= 50 ? (source.live ? ", the best ones" : ", the first ones") : "") : ""),
      source.live ? null : h("p", { class: "note" }, "This file finds words only as they are written; ", h("code", {}, "kg serve"), " finds their other forms too, and lists the best sentences first."),
      found.length
        ? h("ol", { class: "sentences" }, found.map((each) => h("li", {}, h("blockquote", { dir: "auto" }, snippet(each)),
            h("p", { class: "where" }, h("a", { href: href(["read", each.document], { at: `${each.start}-${each.end}` }) }, each.title || each.name), each.page ? `, p. ${each.page}` : "", each.date ? `, ${each.date}` : ""))))
        : emptyBox("No sentence contains all of these words.")),
    title: `“${words}”`,
  };
}

function snippet({ snippet: text, marks }: Found): (Node | string)[] {
  const parts: (Node | string)[] = [];
  const points = Array.from(text);
  let end = 0;
  for (const [from, to] of marks) {
    parts.push(points.slice(end, from).join(""), h("mark", {}, points.slice(from, to).join("")));
    end = to;
  }
  parts.push(points.slice(end).join(""));
  return parts;
}
