import type { World } from "../graph/ties";
import type { Choice } from "./combobox";

/** Actors whose name or an alias contains the words: names that begin with them first, then other names, then aliases; short
 * names first. */
export function actorChoices(world: World, words: string): Choice[] {
  const lower = words.toLocaleLowerCase();
  const rated: [number, Choice][] = [];
  world.actors.forEach((actor) => {
    const at = actor.ownName.toLocaleLowerCase().indexOf(lower);
    const alias = at < 0 ? actor.aliases.find((each) => each.toLocaleLowerCase().includes(lower)) : undefined;
    if (at < 0 && alias === undefined) return;
    const rank = at === 0 ? 0 : at > 0 ? 1 : 2;
    rated.push([rank * 1000 + actor.ownName.length, { id: actor.id, label: actor.name, note: alias ? `${actor.type}, “${alias}”` : actor.type }]);
  });
  return rated.sort((a, b) => a[0] - b[0]).map(([, choice]) => choice);
}
