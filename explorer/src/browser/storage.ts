/** The browser's storage, of this tab or of all tabs. A page in a file may have none: whatever is stored is a convenience only. */

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
    // There is no storage, or no room in it.
  }
}
