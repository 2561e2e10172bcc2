/** The address of a view: a path and query parameters after the `#`, so that a page opened from a file has one too. */

export interface Address {
  path: string[];
  query: URLSearchParams;
}

export function here(): Address {
  const [path, ...query] = location.hash.replace(/^#\/?/, "").split("?");
  return {
    path: path.split("/").filter(Boolean).map(decoded),
    query: new URLSearchParams(query.join("?")),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function href(path: string[], query: Record<string, string | string[] | undefined> | URLSearchParams = {}): string {
  let parameters: URLSearchParams;
  if (query instanceof URLSearchParams) parameters = query;
  else {
    parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      for (const each of Array.isArray(value) ? value : value ? [value] : []) parameters.append(name, each);
  }
  const rest = parameters.toString();
  return `#/${path.map(encodeURIComponent).join("/")}${rest ? `?${rest}` : ""}`;
}

export function actorHref(id: string): string {
  return href(["actor", ...id.split("/")]);
}

export function factHref(id: string): string {
  return href(["read", id.split("/")[1] ?? ""], { fact: id });
}

/** What the parameter `show` names; the defaults where the address does not have it. */
export function shownIn<T extends string>(query: URLSearchParams, defaults: T[]): Set<T> {
  return new Set(query.has("show") ? (query.getAll("show").filter(Boolean) as T[]) : defaults);
}

/** The parameter `show` for a set: left out for the defaults, and empty for the empty set. */
export function showParameter(shown: Set<string>, defaults: string[]): string[] | null {
  if (shown.size === defaults.length && defaults.every((each) => shown.has(each))) return null;
  return shown.size ? [...shown] : [""];
}

let shown = "";

/** Whether the address has changed since the last call, other than by `setQuery`. */
export function hasMoved(): boolean {
  const before = shown;
  shown = location.hash;
  return shown !== before;
}

/** Change parameters of the address to what the view already shows; `push` adds a history entry, so that the back button undoes it. */
export function setQuery(changes: Record<string, string | string[] | null>, push = false): void {
  const { path, query } = here();
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const each of Array.isArray(value) ? value : value ? [value] : []) query.append(name, each);
  }
  const next = href(path, query);
  if (next === location.hash) return;
  if (push) history.pushState(history.state, "", next);
  else history.replaceState(history.state, "", next);
  shown = location.hash;
}
