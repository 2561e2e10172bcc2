/** Light and dark: what the system says, unless the reader has chosen. */

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

export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || "#888888";
}

/** What is stored, for this tab or for all. A page in a file may have no storage. */
export function stored(key: string, ofTab = false): string | null {
  try {
    return (ofTab ? sessionStorage : localStorage).getItem(key);
  } catch {
    return null;
  }
}

export function store(key: string, value: string, ofTab = false): void {
  try {
    (ofTab ? sessionStorage : localStorage).setItem(key, value);
  } catch {
    // There is no room, or no storage: it is a convenience only.
  }
}

function notify(): void {
  listeners.forEach((listener) => listener());
}
