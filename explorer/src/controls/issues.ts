import { nameOf, type World } from "../graph/ties";
import { h, refill } from "../parts/element";

const LISTED_ISSUES = 150;

export interface IssueOptions {
  options: [string, string][];
  more: number;
}

/** The issues with most facts, as options with the number of these, and how many more issues there are. */
export function issueOptions(world: World): IssueOptions {
  const factCounts = new Map<number, number>();
  world.ties.forEach((tie) => !tie.isAgain && tie.issues.forEach((issue) => factCounts.set(issue, (factCounts.get(issue) ?? 0) + 1)));
  const listed = [...factCounts].sort((a, b) => b[1] - a[1]).slice(0, LISTED_ISSUES);
  return { options: listed.map(([n, times]) => [world.issues[n].id, `${world.issues[n].label} (${times})`]), more: factCounts.size - listed.length };
}

/** Fill a box with a field for the issues that do not count, and a button for each that takes it back; `change` gets all of them. */
export function fillIssuesLeftOut(box: HTMLElement, world: World, issues: IssueOptions, leftOut: string[], change: (leftOut: string[]) => void): void {
  const options = issues.options.filter(([id]) => !leftOut.includes(id));
  refill(box,
    h("label", { class: "field", title: "a broad issue ties almost everybody; a fact that is about another issue too still counts for that" }, "Leave out issue",
      h("select", { change: (event: Event) => change([...leftOut, (event.target as HTMLSelectElement).value]) },
        h("option", { value: "" }, leftOut.length ? "another one" : "none"),
        options.map(([id, words]) => h("option", { value: id }, words)))),
    leftOut.map((id) => {
      const name = nameOf(world, id) ?? id;
      return h("button", { type: "button", class: "left-out", title: "Count it again", "aria-label": `Count ${name} again`, click: () => change(leftOut.filter((each) => each !== id)) }, h("bdi", {}, name), " ×");
    }));
}
