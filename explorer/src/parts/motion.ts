/** Whether whoever reads wants nothing to move. */
export function prefersNoMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
