import { stored, store } from "./storage";

const KEY = "kg-letters";

/** Kept here too, so that the switch works in this tab even where nothing can be stored. */
let isOn = stored(KEY) !== "off";

/** Whether single-letter shortcuts work: users who dictate, or press keys by accident, can switch them off. */
export function areLettersOn(): boolean {
  return isOn;
}

export function toggleLetters(): void {
  isOn = !isOn;
  store(KEY, isOn ? "on" : "off");
}

/** Whether the key types a character other than a space, and single-letter shortcuts are off. */
export function isLetterOff({ key }: KeyboardEvent): boolean {
  return key.length === 1 && key !== " " && !areLettersOn();
}
