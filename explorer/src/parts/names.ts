import { source } from "./chosen";

let kept: Promise<Map<string, string>> | null = null;

/** Ask again, after something has changed. */
export function forgetNames(): void {
  kept = null;
}

/** What actors and issues are called, by id. */
export function names(): Promise<Map<string, string>> {
  kept ??= source.graph().then((graph) => {
    const found = new Map<string, string>();
    graph.actors.forEach(([id, name]) => found.set(id, name));
    graph.issues.forEach(([id, label]) => found.set(id, label));
    return found;
  });
  return kept;
}
