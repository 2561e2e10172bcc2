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
  reports: "reports the position of", "speaks of": "speaks of",
};

export function verb(kind: string): string {
  return VERBS[kind] ?? kind;
}

const RELATION: Record<string, string> = { negotiation: "negotiates", lead: "leads", statement: "says", label: "is called" };

/** The verb of a fact, as it stands between its two actors: "demands", "negotiates with". */
export function factVerb({ heading, kind }: Fact): string {
  if (heading === "position") return verb(kind!);
  if (heading === "negotiation" && kind === "refused") return verb(kind);
  return heading === "action" ? kind! : verb(RELATION[heading] ?? heading);
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
