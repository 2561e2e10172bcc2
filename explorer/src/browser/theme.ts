/** Light and dark: as the system has it, unless the user has chosen. */

import { store, stored } from "./storage";

const KEY = "kg-theme";
const listeners = new Set<() => void>();

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function beginTheme(): void {
  const chosen = stored(KEY);
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", notify);
}

export function toggleTheme(): void {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  store(KEY, next);
  notify();
}

/** Call the listener at every change of the theme; the result ends that. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The colour of a custom property of the style sheet: `colour("text")` is that of `--text`. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || "#888888";
}

function notify(): void {
  listeners.forEach((listener) => listener());
}
