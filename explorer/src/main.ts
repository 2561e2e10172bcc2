import { actorHref, hasMoved, here, href } from "./browser/address";
import { source } from "./source/source";
import { combobox } from "./controls/combobox";
import { h, refill, replace } from "./parts/element";
import { actorChoices } from "./controls/finding";
import { areLettersOn, isLetterOff, toggleLetters } from "./browser/keys";
import { unsavedNote } from "./judgements/saving";
import { announce, problemBox, statusRegion, warningRegion } from "./parts/status";
import { beginTheme, toggleTheme } from "./browser/theme";
import { latestOnly } from "./parts/latest";
import { capital } from "./parts/words";
import type { MakeView, View } from "./parts/view";
import { actorView } from "./actor/view";
import { frontView } from "./front/view";
import { graphView } from "./graph/view";
import { loadWorld } from "./graph/ties";
import { matrixView } from "./matrix/view";
import { questionsView } from "./questions/view";
import { readerView } from "./reader/view";
import type { Overview } from "./source/answers";
import { searchView } from "./reader/search";

/** The function that makes each view. Addresses with the same first `depth` parts of the path (all parts by default) belong to
 * the same view, which may update itself from one to the other. */
const VIEWS: Record<string, { make: MakeView; depth?: number }> = {
  "": { make: frontView }, read: { make: readerView, depth: 2 }, graph: { make: graphView }, actor: { make: actorView },
  matrix: { make: matrixView }, ask: { make: questionsView, depth: 2 }, search: { make: searchView },
};
const NAV: [string, string][] = [["", "Overview"], ["read", "Read"], ["graph", "Graph"], ["matrix", "Matrix"], ["ask", "Ask"]];

const main = h("main", { id: "main", tabindex: "-1" });
// A link to the current address fires no hashchange; after an error it tries again.
const links = NAV.map(([path, label]) => h("a", { href: href(path ? [path] : []), click: () => { if (!view) void show("anew"); } }, label));
const letters = h("button", { type: "button", class: "quiet", title: "Single-letter shortcuts", "aria-label": "Single-letter shortcuts", "aria-pressed": String(areLettersOn()), mousedown: keepFocus, click: () => {
  toggleLetters();
  letters.setAttribute("aria-pressed", String(areLettersOn()));
} }, "⌨");
const loading = h("p", { class: "loading", hidden: true }, "Loading …");
let view: View | null = null;
let loadingTimer: ReturnType<typeof setTimeout> | undefined;
const begin = latestOnly();

/** A view as the user left it: going back in the browser's history shows it again, with everything that was open in it. */
interface Visit {
  view: View;
  key: string;
  top: number;
  focus: HTMLElement;
  /** The overview object of that time: another object means that the graph has changed. */
  overview: Overview;
}
/** Visits by their number, which `history.state` holds. */
const visits = new Map<number, Visit>();
const MOST_VISITS = 8;
/** The browser's history outlasts a reload of the page: starting at the clock gives numbers that no earlier entry has. */
let lastVisit = Date.now();
let visit = lastVisit;
let shownOverview: Overview;

/** Keep the focus, and with it the keyboard shortcuts, where it is while the mouse presses a button. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

function start(): void {
  beginTheme();
  const finder = combobox({
    label: "Find an actor, or words in the documents", hideLabel: true, placeholder: "Actor, or words…",
    find: async (words) => actorChoices(await loadWorld(), words),
    choose: (choice, words) => {
      if (choice) location.hash = actorHref(choice.id);
      else if (words) location.hash = href(["search"], { words });
    },
  });
  document.body.append(
    h("a", { class: "skip", href: "#main", click: (event: Event) => { event.preventDefault(); main.focus(); } }, "Skip to the content"),
    h("header", { class: "top" }, h("nav", { "aria-label": "Views" }, links), h("div", { class: "finder", role: "search" }, finder.element),
      h("div", { class: "switches" }, letters,
        h("button", { type: "button", class: "quiet", title: "Light or dark", "aria-label": "Light or dark", mousedown: keepFocus, click: toggleTheme }, "◐"))),
    warningRegion(),
    loading,
    main,
    unsavedNote(),
    statusRegion(),
  );
  history.scrollRestoration = "manual";
  addEventListener("hashchange", () => void show());
  addEventListener("popstate", () => void show());
  // The address stays the same, but its content has changed.
  addEventListener("judged", () => void show("anew"));
  addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || isLetterOff(event) || target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      event.preventDefault();
      finder.input.focus();
    } else if ((target === document.body || main.contains(target)) && view?.key?.(event)) event.preventDefault();
  });
  void show("first");
}

/** Show what is at the address: because it has changed, for the first time, or anew because its content has changed. */
async function show(why: "moved" | "first" | "anew" = "moved"): Promise<void> {
  if (!hasMoved() && why === "moved") return;
  if (why === "moved") keepVisit();
  const isLast = begin();
  const address = here();
  const name = address.path[0] ?? "";
  links.forEach((link, n) => {
    if (NAV[n][0] === (name === "actor" ? "graph" : name)) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  const kind = VIEWS[name];
  const key = address.path.slice(0, kind?.depth).join("/");
  if (view && main.dataset.view === key && view.update?.(address)) {
    history.replaceState({ visit }, "");
    endLoading();
    return;
  }
  const step: number = history.state?.visit;
  let kept = why === "moved" ? visits.get(step) : undefined;
  main.setAttribute("aria-busy", "true");
  loadingTimer ??= setTimeout(() => {
    loading.hidden = false;
    announce("Loading");
  }, 600);
  try {
    if (await source.isStale()) source.forget();
    const overview = await source.overview();
    if (kept?.overview !== overview || kept.key !== key) kept = undefined;
    const next = kept?.view ?? (kind ? await kind.make(address) : notFound());
    if (!isLast()) {
      next.close?.();
      return;
    }
    view?.close?.();
    view = next;
    shownOverview = overview;
    document.title = `${next.title} · ${overview.name}`;
    if (why === "anew") refill(main, next.element);
    else replace(main, next.element);
    if (kept) next.update?.(address);
    if (kept) visit = step;
    else if (why === "moved") visit = lastVisit += 1;
    history.replaceState({ visit }, "");
  } catch (error) {
    if (!isLast()) return;
    view?.close?.();
    view = null;
    if (why === "moved") visit = lastVisit += 1;
    history.replaceState({ visit }, "");
    const title = NAV.find(([path]) => path === name)?.[1] ?? capital(name);
    document.title = `${title} could not be shown`;
    replace(main, h("div", { class: "page" }, h("h1", {}, document.title), problemBox(error), h("p", {}, h("button", { type: "button", click: () => void show("anew") }, "Try again"))));
  }
  main.dataset.view = key;
  endLoading();
  if (why === "moved") {
    (kept?.focus ?? main).focus({ preventScroll: true });
    if (name !== "read" || !(here().query.has("fact") || here().query.has("at"))) scrollTo(0, kept?.top ?? 0);
  }
}

/** Keep the view that the user leaves, unless it has to be closed: then it cannot be shown again. */
function keepVisit(): void {
  if (!view || view.close) return;
  visits.delete(visit);
  visits.set(visit, { view, key: main.dataset.view!, top: scrollY, focus: main.contains(document.activeElement) ? (document.activeElement as HTMLElement) : main, overview: shownOverview });
  if (visits.size > MOST_VISITS) visits.delete(visits.keys().next().value!);
}

function endLoading(): void {
  main.removeAttribute("aria-busy");
  clearTimeout(loadingTimer);
  loadingTimer = undefined;
  loading.hidden = true;
}

function notFound(): View {
  return { element: h("div", { class: "page" }, h("h1", {}, "There is nothing at this address"), h("p", {}, h("a", { href: href([]) }, "Overview"))), title: "Nothing" };
}

start();
