/** Whether the user's system asks for as little motion as possible. */
export function prefersNoMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
