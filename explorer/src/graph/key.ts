import type { KeyItem } from "./picture";

/** The height of a row of the key, and the space around the items, in pixels. */
const [ROW, MARGIN] = [20, 16];
/** The width of a mark with the space after it. */
const MARK = 22;

/** A key with the place of each item: x of the left end of its mark, y of its middle. */
export interface LaidKey {
  items: (KeyItem & { x: number; y: number })[];
  height: number;
}

/** Lay the key out in rows of at most `width` pixels. */
export function laidKey(key: KeyItem[], width: number, widthOf: (words: string) => number): LaidKey {
  let [x, y] = [MARGIN, ROW / 2];
  const items = key.map((item) => {
    const own = MARK + widthOf(item.words) + MARGIN;
    if (x > MARGIN && x + own > width) [x, y] = [MARGIN, y + ROW];
    x += own;
    return { ...item, x: x - own, y };
  });
  return { items, height: items.length ? y + ROW / 2 + MARGIN / 2 : 0 };
}
