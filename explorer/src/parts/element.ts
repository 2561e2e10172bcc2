/** Makes the elements of the page. Strings become text nodes only, so that nothing from a document can become markup. */

export type Child = Node | string | number | null | undefined | false | Child[];
type Value = string | number | boolean | null | undefined | ((event: any) => void);

const SVG = "http://www.w3.org/2000/svg";

function fill(node: Element, values: Record<string, Value>, children: Child[]): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value as EventListener);
    else if (name === "value" && "value" in node) (node as HTMLInputElement).value = String(value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  append(node, children);
}

export function append(node: Node, children: Child): void {
  if (Array.isArray(children)) children.forEach((child) => append(node, child));
  else if (children instanceof Node) node.appendChild(children);
  else if (children !== null && children !== undefined && children !== false)
    node.appendChild(document.createTextNode(String(children)));
}

/** An HTML element. Functions among the values are event listeners; `false`, `null` and `undefined` are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  values: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  fill(node, values, children);
  return node;
}

/** An SVG element. */
export function s(tag: string, values: Record<string, Value> = {}, ...children: Child[]): SVGElement {
  const node = document.createElementNS(SVG, tag);
  fill(node, values, children);
  return node;
}

export function replace(node: Element, ...children: Child[]): void {
  node.replaceChildren();
  append(node, children);
}

/** Replace an element's children. If one of them had the focus, it goes to the new one with the same tag and name (the nth of
 * several, as before), or else to the nearest element around it that takes the focus. */
export function refill(node: HTMLElement, ...children: Child[]): void {
  const focused = document.activeElement as HTMLElement | null;
  const name = focused && focused !== node && node.contains(focused) ? nameOf(focused) : null;
  const namesakes = () => [...node.querySelectorAll<HTMLElement>("a, :is(button, input, select):enabled, summary")].filter((each) => nameOf(each) === name);
  const position = name === null ? -1 : namesakes().indexOf(focused!);
  replace(node, ...children);
  if (name !== null) (namesakes()[position] ?? node.closest<HTMLElement>("[tabindex]"))?.focus({ preventScroll: true });
}

function nameOf(element: Element): string {
  return `${element.tagName} ${element.getAttribute("aria-label") ?? (element.closest("label") ?? element).textContent}`;
}
