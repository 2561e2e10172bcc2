import { actorHref, hasMoved, here, href } from "./parts/address";
import { source } from "./source/source";
import { combobox } from "./parts/combobox";
import { h, replace } from "./parts/element";
import { actorChoices } from "./parts/finding";
import { problemBox, statusRegion, warningRegion } from "./parts/status";
import { beginTheme, toggleTheme } from "./parts/theme";
import { turns } from "./parts/turns";
import type { Maker, View } from "./parts/view";
import { actorView } from "./actor/view";
import { frontView } from "./front/view";
import { graphView } from "./graph/view";
import { world } from "./graph/ties";
import { matrixView } from "./matrix/view";
import { questionsView } from "./questions/view";
import { readerView } from "./reader/view";
import { searchView } from "./reader/search";

/** What makes each view, and after how many parts of the path the rest is for the view itself to follow. */
const VIEWS: Record<string, { make: Maker; depth?: number }> = {
  "": { make: frontView }, read: { make: readerView, depth: 2 }, graph: { make: graphView }, actor: { make: actorView },
  matrix: { make: matrixView }, ask: { make: questionsView, depth: 2 }, search: { make: searchView },
};
const NAV: [string, string][] = [["", "Overview"], ["read", "Read"], ["graph", "Graph"], ["matrix", "Matrix"], ["ask", "Ask"]];

const main = h("main", { id: "main", tabindex: "-1" });
const links = NAV.map(([path, label]) => h("a", { href: href(path ? [path] : []) }, label));
let view: View | null = null;
const begun = turns();

function begin(): void {
  beginTheme();
  const finder = combobox({
    label: "Find an actor, or words in the documents", hideLabel: true, placeholder: "Actor, or words…",
    find: async (words) => actorChoices(await world(), words),
    choose: (choice, words) => {
      if (choice) location.hash = actorHref(choice.id);
      else if (words) location.hash = href(["search"], { words });
    },
  });
  document.body.append(
    h("a", { class: "skip", href: "#main", click: (event: Event) => { event.preventDefault(); main.focus(); } }, "Skip to the content"),
    h("header", { class: "top" }, h("nav", { "aria-label": "Views" }, links), h("div", { class: "finder", role: "search" }, finder.element),
      h("button", { type: "button", class: "quiet", title: "Light or dark", "aria-label": "Light or dark", click: toggleTheme }, "◐")),
    warningRegion(),
    main,
    statusRegion(),
  );
  addEventListener("hashchange", () => void show());
  addEventListener("popstate", () => void show());
  // The address is the same, and what it shows is not.
  addEventListener("judged", () => void show(true));
  addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      event.preventDefault();
      finder.input.focus();
    } else if (view?.key?.(event)) event.preventDefault();
  });
  void show(true);
}

async function show(first = false): Promise<void> {
  if (!hasMoved() && !first) return;
  const isLast = begun();
  const address = here();
  const name = address.path[0] ?? "";
  links.forEach((link, n) => {
    if (NAV[n][0] === (name === "actor" ? "graph" : name)) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  const kind = VIEWS[name];
  const key = address.path.slice(0, kind?.depth).join("/");
  if (view && main.dataset.view === key && view.update?.(address)) {
    main.removeAttribute("aria-busy");
    return;
  }
  main.setAttribute("aria-busy", "true");
  try {
    if (await source.isStale()) source.forget();
    const next = kind ? await kind.make(address) : nowhere();
    if (!isLast()) {
      next.close?.();
      return;
    }
    view?.close?.();
    view = next;
    document.title = `${next.title} · ${(await source.overview()).name}`;
    replace(main, next.element);
  } catch (error) {
    if (!isLast()) return;
    view?.close?.();
    view = null;
    replace(main, h("div", { class: "page" }, problemBox(error)));
  }
  main.dataset.view = key;
  main.removeAttribute("aria-busy");
  if (!first) {
    main.focus({ preventScroll: true });
    if (name !== "read" || !(here().query.has("fact") || here().query.has("at"))) scrollTo(0, 0);
  }
}

function nowhere(): View {
  return { element: h("div", { class: "page" }, h("h1", {}, "There is nothing at this address"), h("p", {}, h("a", { href: href([]) }, "Overview"))), title: "Nothing" };
}

begin();
