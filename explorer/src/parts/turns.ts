/** Of several that are waited for, only the last counts: each call begins one, and gives what tells whether it is the last still. */
export function turns(): () => () => boolean {
  let last = 0;
  return () => {
    const mine = (last += 1);
    return () => mine === last;
  };
}
