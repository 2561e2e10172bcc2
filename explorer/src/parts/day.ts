import { h } from "./element";

/** A field for a day. What is typed counts when the field is left or Enter pressed: Chromium tells of a change with every
 * digit of the year. What is picked counts at once. */
export function dayField(options: { value: string; min?: string; max?: string; change: (day: string) => void }): {
  input: HTMLInputElement;
  show: (day: string) => void;
} {
  let known = options.value;
  let isTyping = false;
  /** The address at which the field was changed last. */
  let place = "";
  const tell = () => {
    isTyping = false;
    if (input.value === known) return;
    known = input.value;
    options.change(known);
  };
  const input = h("input", {
    type: "date", min: options.min, max: options.max, value: known,
    pointerdown: () => { isTyping = false; },
    keydown: (event: KeyboardEvent) => {
      if (event.key === "Enter") tell();
      else if (event.key !== "Tab") isTyping = true;
    },
    change: () => { if (!isTyping) tell(); },
    input: () => { place = location.hash; },
    blur: () => {
      // Chromium also tells of it when the field is taken away, after a step back: what was typed is of the address before.
      if (location.hash !== place) input.value = known;
      tell();
    },
  });
  /** Another day, but not in the place of one that is being typed. */
  function show(day: string): void {
    if (isTyping) return;
    known = day;
    input.value = day;
  }
  return { input, show };
}
