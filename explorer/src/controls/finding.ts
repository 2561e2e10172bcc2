import type { World } from "../graph/ties";
import type { Choice } from "./combobox";

/** Letters that have no base letter and mark, and signs that are written in several ways. */
const LETTERS: Record<string, string> = {
  ø: "o", đ: "d", ð: "d", ɖ: "d", ł: "l", ı: "i", ħ: "h", ŋ: "n", ŧ: "t", ə: "e", ß: "ss", æ: "ae", œ: "oe", þ: "th",
  "’": "'", "‘": "'", ʼ: "'", "`": "'", "´": "'", "&": " and ",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");

/** A text in the form in which it is compared, like `without_accents` of `kg.folding`: without case and diacritics. */
export function plain(text: string): string {
  const letters = text.toLowerCase().replace(/´/g, "'").normalize("NFKD").replace(/\p{M}/gu, "");
  return letters.replace(LETTER, (letter) => LETTERS[letter] ?? letter);
}

/** Actors whose name or an alias contains the words, whatever their accents: names that begin with them first, then other names, then aliases; short
 * names first. */
export function actorChoices(world: World, words: string): Choice[] {
  const searched = plain(words);
  const rated: [number, Choice][] = [];
  world.actors.forEach((actor) => {
    const at = plain(actor.ownName).indexOf(searched);
    const alias = at < 0 ? actor.aliases.find((each) => plain(each).includes(searched)) : undefined;
    if (at < 0 && alias === undefined) return;
    const rank = at === 0 ? 0 : at > 0 ? 1 : 2;
    rated.push([rank * 1000 + actor.ownName.length, { id: actor.id, label: actor.name, note: alias ? `${actor.type}, “${alias}”` : actor.type }]);
  });
  return rated.sort((a, b) => a[0] - b[0]).map(([, choice]) => choice);
}
