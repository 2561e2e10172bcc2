import { stored, store } from "./theme";

const KEY = "kg-letters";

/** What is pressed counts in this tab, where nothing can be stored too. */
let isOn = stored(KEY) !== "off";

/** Whether keys of one letter do something: who dictates, or presses keys by accident, can switch them off. */
export function areLettersOn(): boolean {
  return isOn;
}

export function toggleLetters(): void {
  isOn = !isOn;
  store(KEY, isOn ? "on" : "off");
}

/** Whether a key types a character, and such keys are switched off. */
export function isLetterOff({ key }: KeyboardEvent): boolean {
  return key.length === 1 && key !== " " && !areLettersOn();
}
