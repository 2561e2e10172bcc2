import { h, replace } from "../parts/element";
import { announce } from "../parts/status";
import { latestOnly } from "../parts/latest";
import { count } from "../parts/words";

export interface Choice {
  id: string;
  label: string;
  note?: string;
}

let created = 0;

const MOST_LISTED = 12;

/** A text field with completions, chosen by arrow keys and Enter or by mouse. `choose` gets null where Enter is pressed without
 * a choice; `keep` leaves the chosen label in the field; `take` acts like Enter. */
export function combobox(options: {
  label: string;
  hideLabel?: boolean;
  placeholder?: string;
  value?: string;
  find: (words: string) => Choice[] | Promise<Choice[]>;
  choose: (choice: Choice | null, words: string) => void;
  keep?: boolean;
}): { element: HTMLElement; input: HTMLInputElement; take: () => void } {
  const id = `choice-${(created += 1)}`;
  let choices: Choice[] = [];
  let active = -1;
  const begin = latestOnly();
  const list = h("ul", { id: `${id}-list`, role: "listbox", class: "choices", "aria-label": options.label, hidden: true });
  const input = h("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", dir: "auto",
    "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
    placeholder: options.placeholder ?? "", value: options.value ?? "",
    input: () => void search(),
    keydown: (event: KeyboardEvent) => press(event),
    blur: () => setTimeout(hide, 150),
  });

  async function search(): Promise<void> {
    const words = input.value.trim();
    const isLast = begin();
    const found = words ? await options.find(words) : [];
    if (!isLast()) return;
    choices = found.slice(0, MOST_LISTED);
    active = -1;
    draw();
    if (words) announce(found.length > MOST_LISTED ? `${count(found.length, "choice")}, the first ${MOST_LISTED} are listed` : found.length ? count(found.length, "choice") : "Nothing found");
  }

  function draw(): void {
    replace(
      list,
      choices.map((choice, n) =>
        h(
          "li",
          {
            id: `${id}-${n}`, role: "option", "aria-selected": String(n === active), class: n === active ? "active" : "",
            mousedown: (event: Event) => { event.preventDefault(); take(n); },
          },
          h("bdi", {}, choice.label),
          choice.note ? h("small", {}, ` ${choice.note}`) : null,
        ),
      ),
    );
    list.hidden = choices.length === 0;
    input.setAttribute("aria-expanded", String(choices.length > 0));
    if (active >= 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function press(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!choices.length) return;
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + choices.length + (active < 0 && event.key === "ArrowUp" ? 1 : 0)) % choices.length;
      draw();
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape") {
      hide();
    }
  }

  function take(n: number): void {
    const words = input.value.trim();
    const choice = n >= 0 ? choices[n] : null;
    hide();
    if (choice) input.value = options.keep ? choice.label : "";
    options.choose(choice, words);
  }

  function hide(): void {
    begin(); // A search that is still running shows nothing any more.
    choices = [];
    active = -1;
    draw();
  }

  const element = h(
    "div",
    { class: "combobox" },
    h("label", { for: id, class: options.hideLabel ? "unseen" : "" }, options.label),
    input,
    list,
  );
  return { element, input, take: () => take(active) };
}
