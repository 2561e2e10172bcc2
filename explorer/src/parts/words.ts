/** The words of the page. */

import type { Fact } from "../source/answers";

export const HEADINGS: Record<string, string> = {
  position: "Positions",
  statement: "Statements",
  negotiation: "Negotiations",
  lead: "Leads",
  role: "Roles",
  affiliation: "Affiliations",
  label: "Labels",
  action: "Actions",
};

export const TYPES = ["state", "bloc", "organization", "delegation", "faction", "person", "group"];
/** The id of an actor. */
export const ACTOR_ID = new RegExp(`^(${TYPES.join("|")})/\\S+$`);

/** What somebody asks of another or puts to them: it is for its matter, but for or against nobody. */
export const ASKING = ["demand", "propose", "offer"];
export const FOR = [...ASKING, "commit", "support", "accept"];
export const AGAINST = ["oppose", "reject", "accuse", "deny", "threaten", "concern"];

const VERBS: Record<string, string> = {
  demand: "demands", propose: "proposes", offer: "offers", commit: "commits to", support: "supports",
  accept: "accepts", oppose: "opposes", reject: "rejects", accuse: "accuses", deny: "denies",
  threaten: "threatens", concern: "is concerned about", negotiates: "negotiates with", refused: "refuses to talk with", leads: "leads",
  affiliation: "belongs to", role: "holds a post at", label: "calls",
  says: "says", called: "is called",
  reports: "reports the position of", "speaks of": "speaks of",
};

export function verb(kind: string, isPlural = false): string {
  const words = VERBS[kind] ?? kind;
  return isPlural && kind in VERBS ? pluralOf(words) : words;
}

/** The verbs that stand before the one who is addressed; others stand before the word "towards". */
const ADDRESSING: Record<string, string> = { demand: "demands of", propose: "proposes to", offer: "offers to", accuse: "accuses", threaten: "threatens" };

/** The verb of a stance as it stands before the actor whom it addresses, not before its matter: "demands of", "rejects, towards". */
export function verbTo(stance: string, isPlural = false): string {
  const words = ADDRESSING[stance] ?? `${verb(stance).replace(/ (to|about)$/, "")}, towards`;
  return isPlural ? pluralOf(words) : words;
}

function pluralOf(words: string): string {
  return words.replace(/^\w+/, (first) => (first === "is" ? "are" : first.replace(/ies$/, "y").replace(/s$/, "")));
}

/** Whether a verb after the name of an actor has to be plural: "some advisers", but not "the United States". */
export function isPlural(id: string, name: string): boolean {
  if (!MANY.includes(id.slice(0, id.indexOf("/")))) return false;
  const head = name.replace(/ \(.*$/, "").split(/ (?:of|in|at|from|on|for|with|to) /)[0];
  return /(?:[^su]s|people|police|\bmen|women|children)$/.test(head);
}

/** The types of actors whose names may be plural. */
const MANY = ["group", "faction", "delegation", "bloc"];

const RELATION: Record<string, string> = { negotiation: "negotiates", lead: "leads", statement: "says", label: "called" };

/** The verb of a fact, as it stands between its two actors, or before its words if it has only one: "demands of", "negotiates with". */
export function factVerb({ heading, kind, actors }: Fact, isPlural = false): string {
  if (heading === "position") return actors.length > 1 ? verbTo(kind!, isPlural) : verb(kind!, isPlural);
  if (heading === "negotiation" && kind === "refused") return verb(kind, isPlural);
  if (heading === "role" && actors.length < 2) return isPlural ? "hold a post" : "holds a post";
  return heading === "action" ? kind! : verb(RELATION[heading] ?? heading, isPlural);
}

/** What a fact is about: the matter of a position, what was said, a title; of a measure, how much. */
export function factMatter({ heading, words, more }: Fact): string {
  if (heading !== "action") return words ?? "";
  const amount = [more?.amount?.toLocaleString("en"), more?.unit].filter(Boolean).join(" ");
  const rate = more?.["rate in percent"];
  return [amount, rate === undefined ? "" : `${rate} percent`].filter(Boolean).join(", ");
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

/** A number with the minus sign of print. */
export function signed(n: number): string {
  return n < 0 ? `−${-n}` : String(n);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The text; if it has more than `most` characters, cut short with an ellipsis. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 2)}…` : text;
}

/** The period that begins on a day: a week as its first and last day, a month as 2018-08, a year as 2018. */
export function period(day: string, granularity: string): string {
  if (granularity === "year") return day.slice(0, 4);
  if (granularity === "month") return day.slice(0, 7);
  if (granularity !== "week") return day;
  return `${day}/${new Date(Date.parse(day) + 6 * 86_400_000).toISOString().slice(0, 10)}`;
}
