import { stored, store } from "./theme";

const KEY = "kg-letters";

/** Whether keys of one letter do something: who dictates, or presses keys by accident, can switch them off. */
export function hasLetters(): boolean {
  return stored(KEY) !== "off";
}

export function toggleLetters(): void {
  store(KEY, hasLetters() ? "off" : "on");
}

/** Whether a key types a character, and such keys are switched off. */
export function isLetterOff({ key }: KeyboardEvent): boolean {
  return key.length === 1 && key !== " " && !hasLetters();
}
