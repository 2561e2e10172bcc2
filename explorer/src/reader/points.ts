/** Converts positions in a text: spans of documents count code points, but strings of JavaScript UTF-16 units. The two differ where
 * a text has characters beyond 16 bits. */
export class Points {
  private readonly starts: Uint32Array | null;

  constructor(readonly text: string) {
    if (!/[\ud800-\udbff]/.test(text)) {
      this.starts = null;
      return;
    }
    const points = Array.from(text);
    this.starts = new Uint32Array(points.length + 1);
    let unit = 0;
    points.forEach((point, n) => {
      this.starts![n] = unit;
      unit += point.length;
    });
    this.starts[points.length] = unit;
  }

  /** The unit at which a code point begins. */
  unit(point: number): number {
    if (!this.starts) return point;
    return this.starts[Math.min(point, this.starts.length - 1)];
  }

  /** The number of the code point that begins at a unit. */
  point(unit: number): number {
    return this.starts ? Array.from(this.text.slice(0, unit)).length : unit;
  }

  /** The text between two code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}
