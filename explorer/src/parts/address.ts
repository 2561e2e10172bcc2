/** The address of a view: a path and its parameters, kept behind the `#` so that a file can have one too. */

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

let shown = "";

/** Whether the address has become another one than what the page shows; from now on the page is to show it. */
export function hasMoved(): boolean {
  const before = shown;
  shown = location.hash;
  return shown !== before;
}

/** Change the parameters of this view, which shows them already; `push` makes it a step that the back button undoes. */
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
