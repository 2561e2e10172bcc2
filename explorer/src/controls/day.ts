import { h } from "../parts/element";

/** A field for a day. A typed day is reported when the field loses the focus or Enter is pressed, because Chromium fires
 * "change" at every digit of the year; a day picked from the calendar is reported at once. */
export function dayField(options: { value: string; min?: string; max?: string; change: (day: string) => void }): {
  input: HTMLInputElement;
  show: (day: string) => void;
} {
  let reported = options.value;
  let isTyping = false;
  /** The address when the field was last changed. */
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
      // Chromium also fires "blur" when going back removes the field: a day typed at another address is dropped.
      if (location.hash !== changedAt) input.value = reported;
      report();
    },
  });
  /** Show another day, unless one is being typed. */
  function show(day: string): void {
    if (isTyping) return;
    reported = day;
    input.value = day;
  }
  return { input, show };
}

/** The first or the last day of a day, month or year such as 2018-08-24, 2018-08 or 2018, as the server reads them; null for any other
 * text, "" for none. */
export function dayIn(text: string, which: "first" | "last"): string | null {
  const given = text.trim();
  if (!given) return "";
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(given) ?? [];
  if (!Number(year)) return null;
  const isLast = which === "last";
  const months = Number(month ?? (isLast ? 12 : 1));
  const lastDay = new Date(Date.UTC(Number(year), months, 0)).getUTCDate();
  const days = Number(day ?? (isLast ? lastDay : 1));
  if (months < 1 || months > 12 || days < 1 || days > lastDay) return null;
  return `${year}-${String(months).padStart(2, "0")}-${String(days).padStart(2, "0")}`;
}
