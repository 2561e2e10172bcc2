/** Spans of documents count code points, strings of the page UTF-16 units: where a text has characters beyond 16 bits
 * the two differ. */
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

  unit(point: number): number {
    if (!this.starts) return point;
    return this.starts[Math.min(point, this.starts.length - 1)];
  }

  /** The code point that begins at this unit. */
  point(unit: number): number {
    return this.starts ? Array.from(this.text.slice(0, unit)).length : unit;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}
