import Sigma from "sigma";
import type { CameraState } from "sigma/types";

/** Milliseconds without movement after which a picture is drawn anew. */
const REST_MILLISECONDS = 150;
/** Layers that stay where they are: the one that hears the mouse reckons with its place. */
const FIXED_LAYERS = new Set(["mouse"]);

/** A sigma that glides where it is told to: while one moves about, the picture that is there is moved, as maps do, and
 * another one is drawn when the movement rests. Without a graphics card a picture of ten thousand lines takes long. */
export class GlidingSigma extends Sigma {
  glides = false;
  private drawnFrom: CameraState | null = null;
  private restTimer = 0;

  constructor(...given: ConstructorParameters<typeof Sigma>) {
    super(...given);
    this.on("beforeRender", () => this.afterRender());
  }

  override scheduleRender(): this {
    const now = this.getCamera().getState();
    if (!this.glides || !this.drawnFrom || isSame(now, this.drawnFrom)) return super.scheduleRender();
    this.setTransform(this.transformBetween(this.drawnFrom, now));
    clearTimeout(this.restTimer);
    this.restTimer = window.setTimeout(() => super.scheduleRender(), REST_MILLISECONDS);
    return this;
  }

  override kill(): void {
    clearTimeout(this.restTimer);
    super.kill();
  }

  private afterRender(): void {
    clearTimeout(this.restTimer);
    this.drawnFrom = this.getCamera().getState();
    this.setTransform("");
  }

  /** How a picture drawn from one place of the camera lies when it is seen from another one. */
  private transformBetween(from: CameraState, to: CameraState): string {
    const [a, b] = [this.unitOnScreen(from), this.unitOnScreen(to)];
    const size = a.wide * a.wide + a.high * a.high;
    const grown = (b.wide * a.wide + b.high * a.high) / size;
    const turned = (b.high * a.wide - b.wide * a.high) / size;
    const x = b.x - grown * a.x + turned * a.y;
    const y = b.y - turned * a.x - grown * a.y;
    return `matrix(${grown},${turned},${-turned},${grown},${x},${y})`;
  }

  /** Where the graph's origin lies in the box, and the way from there to its unit. */
  private unitOnScreen(cameraState: CameraState): { x: number; y: number; wide: number; high: number } {
    const start = this.framedGraphToViewport({ x: 0, y: 0 }, { cameraState });
    const end = this.framedGraphToViewport({ x: 1, y: 0 }, { cameraState });
    return { ...start, wide: end.x - start.x, high: end.y - start.y };
  }

  private setTransform(transform: string): void {
    for (const [layer, canvas] of Object.entries(this.getCanvases()))
      if (!FIXED_LAYERS.has(layer)) Object.assign(canvas.style, { transform, transformOrigin: "0 0" });
  }
}

function isSame(a: CameraState, b: CameraState): boolean {
  return a.x === b.x && a.y === b.y && a.ratio === b.ratio && a.angle === b.angle;
}
