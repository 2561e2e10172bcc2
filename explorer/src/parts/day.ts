import { h } from "./element";

/** A field for a day. What is typed counts when the field is left or Enter pressed: Chromium tells of a change with every
 * digit of the year. What is picked counts at once. */
export function dayField(options: { value: string; min?: string; max?: string; change: (day: string) => void }): {
  input: HTMLInputElement;
  show: (day: string) => void;
} {
  let reported = options.value;
  let isTyping = false;
  /** The address at which the field was changed last. */
  let changedAt = "";
  const report = () => {
    isTyping = false;
    if (input.value === reported) return;
    reported = input.value;
    options.change(reported);
  };
  const input = h("input", {
    type: "date", min: options.min, max: options.max, value: reported,
    pointerdown: () => { isTyping = false; },
    keydown: (event: KeyboardEvent) => {
      if (event.key === "Enter") report();
      else if (event.key !== "Tab") isTyping = true;
    },
    change: () => { if (!isTyping) report(); },
    input: () => { changedAt = location.hash; },
    blur: () => {
      // Chromium also tells of it when the field is taken away, after a step back: what was typed is of the address before.
      if (location.hash !== changedAt) input.value = reported;
      report();
    },
  });
  /** Another day, but not in the place of one that is being typed. */
  function show(day: string): void {
    if (isTyping) return;
    reported = day;
    input.value = day;
  }
  return { input, show };
}
