import { source } from "../source/source";
import { combobox } from "../controls/combobox";
import { h, replace } from "../parts/element";
import { actorChoices } from "../controls/finding";
import { problemBox, showSaved } from "../parts/status";
import type { World } from "../graph/ties";
import type { JudgementRequest, JudgementResult } from "../source/answers";

/** The decisions about the identity of an actor, with their reasons; where the server may write, a form that merges and splits it. */
export async function identitySection(world: World, me: number): Promise<HTMLElement | null> {
  if (!source.live) return null;
  const actor = world.actors[me];
  const [overview, all] = await Promise.all([source.overview(), source.judgements()]);
  const own = all.filter((each) => each.actors.includes(actor.id) && each.reach !== "undone");
  if (!overview.write && !own.length) return null;
  const box = h("div");
  const why = h("input", { type: "text", placeholder: "saved with the judgement" });
  const showChange = (result: JudgementResult, words: string) => {
    source.forget();
    showSaved(result, words);
    dispatchEvent(new Event("judged"));
  };
  const judge = async (request: JudgementRequest) => {
    try {
      showChange(await source.judge({ ...request, why: why.value || undefined }), "Judged");
    } catch (error) {
      replace(box, problemBox(error));
    }
  };
  const undo = async (id: string) => {
    try {
      showChange(await source.undoEach([id]), "Undone");
    } catch (error) {
      replace(box, problemBox(error));
    }
  };
  const decided = own.map((each) =>
    h("li", {},
      h("span", { class: "kind" }, each.verdict), " ", h("bdi", {}, each.about), each.values ? `: ${each.values}` : "",
      h("small", {}, ` by ${each.by}, ${each.at.slice(0, 10)}; ${each.why ? `because: ${each.why}` : "no reason given"} `),
      overview.write ? h("button", { type: "button", class: "link", click: () => void undo(each.id) }, "Undo") : null));
  return h("section", { class: "full" },
    h("h2", {}, "Identity"),
    h("p", { class: "note" }, "Its names: ", [actor.ownName, ...actor.aliases.filter((alias) => alias !== actor.ownName)].map((name, n) => [n ? "; " : "", h("bdi", {}, name)])),
    decided.length ? h("ul", {}, decided) : null,
    overview.write ? identityForm(world, actor.id, why, judge) : null,
    box);
}

function identityForm(world: World, about: string, why: HTMLElement, judge: (request: JudgementRequest) => Promise<void>): HTMLElement {
  let other = "";
  const chosen = h("bdi", {}, "nobody");
  const finder = combobox({
    label: "Another actor", placeholder: "type to find", keep: true,
    find: (words) => actorChoices(world, words).filter(({ id }) => id !== about),
    choose: (choice) => {
      other = choice?.id ?? "";
      replace(chosen, choice ? `${choice.label} (${choice.id})` : "nobody");
    },
  });
  const words = h("input", { type: "text", placeholder: "words of the texts" });
  const name = h("input", { type: "text", placeholder: "if it is new" });
  const pair = (verdict: "same" | "different") => () => { if (other) void judge({ verdict, about, other }); };
  return h("div", { class: "judging-form" },
    h("label", { class: "field" }, "Reason", why),
    h("div", { class: "field" }, finder.element, h("small", {}, "chosen: ", chosen)),
    h("p", { class: "row" },
      h("button", { type: "button", click: pair("same") }, "It is the same actor"),
      h("button", { type: "button", click: pair("different") }, "It is a different actor")),
    h("label", { class: "field" }, "It is a different actor where it is called", words),
    h("label", { class: "field" }, "Name of the other actor", name),
    h("button", { type: "button", click: () => { if (words.value) void judge({ verdict: "split", about, values: { documents: [], words: [words.value], into: other || null, name: name.value || null, type: null } }); } }, "Split"));
}
