/** For tasks of which only the latest counts: each call of the result begins a task, and returns a function that says whether
 * that task is still the latest. */
export function latestOnly(): () => () => boolean {
  let last = 0;
  return () => {
    const mine = (last += 1);
    return () => mine === last;
  };
}
