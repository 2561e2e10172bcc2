import { h } from "../parts/element";

/** A slider with its value in words beside it. Consecutive movements become one step for the back button: `first` is true for the
 * first of them. */
export function slider(options: {
  label: string;
  min: number;
  max: number;
  step?: number;
  value: number;
  words: (value: number) => string;
  change: (value: number, first: boolean) => void;
}): { element: HTMLElement; show: (value: number, max?: number) => void } {
  const { label, min, max, step = 1, value, words, change } = options;
  /** The address that the last movement led to. */
  let addressAfter = "";
  const valueText = h("span", { class: "slider-words" });
  const showWords = () => {
    valueText.textContent = words(Number(input.value));
    input.setAttribute("aria-valuetext", valueText.textContent);
  };
  const input = h("input", {
    type: "range", min, max, step, "aria-label": label,
    input: showWords,
    blur: () => { addressAfter = ""; },
    change: () => {
      change(Number(input.value), location.hash !== addressAfter);
      addressAfter = location.hash;
    },
  });
  function show(current: number, most = max): void {
    input.max = String(most);
    input.value = String(current);
    showWords();
  }
  show(value);
  return { element: h("div", { class: "field slider" }, h("span", { "aria-hidden": "true" }, label), input, valueText), show };
}
