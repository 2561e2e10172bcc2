import type { ProvedFact } from "../source/answers";
import { actorHref, factHref } from "../browser/address";
import { source } from "../source/source";
import { h, replace } from "./element";
import { emptyBox, problemBox } from "./status";
import { factMatter, factVerb, isPlural, percent, shortened } from "./words";
import { loadWorld, nameOf, type World } from "../graph/ties";
import { MarkedFacts } from "../judgements/marked";

const PAGE = 40;
/** How many characters of a matter are shown: its sentence follows. */
const LONGEST_MATTER = 200;

/** The sentences that prove these facts: who, what, when, how sure, and a link into the document. Where the server may write,
 * they can be marked and decided about. */
export function sentences(ids: string[]): HTMLElement {
  const list = h("ol", { class: "sentences" });
  const box = h("div", { class: "sentences-box" }, list);
  const unique = [...new Set(ids)];
  let shown = 0;
  const marked = new MarkedFacts(listed, reload);
  marked.bar.hidden = true;

  /** The facts with a row; a rejected one has none. */
  function listed(): string[] {
    return [...list.querySelectorAll<HTMLInputElement>(".pick")].map(({ value }) => value);
  }

  async function rows(facts: string[]): Promise<HTMLElement[]> {
    const [found, world, { write }] = await Promise.all([source.facts(facts), loadWorld(), source.overview()]);
    marked.bar.hidden = !write;
    return found.map((fact) => line(fact, world, write ? marked : null));
  }

  async function addPage(): Promise<void> {
    const next = unique.slice(shown, shown + PAGE);
    shown += next.length;
    try {
      list.append(...(await rows(next)));
    } catch (error) {
      replace(box, problemBox(error));
      return;
    }
    button.hidden = shown >= unique.length;
    button.textContent = `Show more (${unique.length - shown} left)`;
  }

  /** Show the facts as they are after a decision: rejected ones disappear, and come back when that is undone. */
  async function reload(): Promise<void> {
    const fresh = await rows(unique.slice(0, shown));
    marked.refill(list, fresh);
  }

  const button = h("button", { type: "button", hidden: true, click: () => void addPage() }, "Show more");
  marked.listen(list);
  box.prepend(marked.bar, marked.problem);
  box.append(button);
  if (unique.length) void addPage();
  else replace(box, emptyBox("There is no sentence."));
  return box;
}

function line(fact: ProvedFact, world: World, marked: MarkedFacts | null): HTMLElement {
  const [first, second] = fact.actors;
  const name = (id: string) => h("a", { href: actorHref(id) }, h("bdi", {}, nameOf(world, id) ?? id));
  const isMeasure = fact.heading === "action";
  const other = fact.heading !== "statement" && second ? name(second.id) : null;
  const about = shortened(factMatter(fact), LONGEST_MATTER);
  const isPlain = !fact.modality || ["asserted", "actual", "refused"].includes(fact.modality);
  return h(
    "li",
    { class: fact.sign ? `sign-${fact.sign}` : "" },
    h(
      "p",
      { class: "who" },
      marked?.checkbox(fact.id, fact.text) ?? null,
      first ? name(first.id) : null,
      " ",
      h("span", { class: `kind${fact.sign ? ` ${fact.sign}` : ""}` }, factVerb(fact, first && isPlural(first.id, nameOf(world, first.id) ?? ""))),
      isMeasure ? [about ? `, ${about}` : "", other ? [about ? ", on " : " on ", other] : null] : [other ? [" ", other] : null, about ? [": ", h("bdi", {}, about)] : null],
      isPlain ? null : [" ", h("span", { class: "doubt" }, `(${fact.modality})`)],
      fact.sources?.length ? [", according to ", fact.sources.map((id, n) => [n ? ", in the words of " : "", name(id)])] : null,
    ),
    h("blockquote", { dir: "auto" }, fact.text),
    h(
      "p",
      { class: "where" },
      h("a", { href: factHref(fact.id) }, fact.document.title || fact.document.name),
      fact.page ? `, p. ${fact.page}` : "",
      fact.document.source ? `, ${fact.document.source}` : "",
      fact.when ? `, ${fact.when}` : "",
      ` · ${percent(fact.confidence)} sure`,
      fact.review === "unreviewed" ? "" : ` · ${fact.review} by ${fact.by.join(", ")}`,
    ),
  );
}
