import Sigma from "sigma";
import type { CameraState } from "sigma/types";

/** Milliseconds without movement after which the picture is drawn anew. */
const REST_MILLISECONDS = 150;
/** Layers that do not move: sigma computes positions of the mouse from the place of its layer. */
const FIXED_LAYERS = new Set(["mouse"]);

/** A Sigma that, with `glides`, moves the existing picture while the camera moves, as maps do, and draws a new one when the movement
 * ends. Without a graphics card a picture of ten thousand lines takes long. */
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

  /** The CSS transform of a picture that was drawn from one state of the camera and is seen from another. */
  private transformBetween(from: CameraState, to: CameraState): string {
    const [a, b] = [this.unitOnScreen(from), this.unitOnScreen(to)];
    const size = a.wide * a.wide + a.high * a.high;
    const grown = (b.wide * a.wide + b.high * a.high) / size;
    const turned = (b.high * a.wide - b.wide * a.high) / size;
    const x = b.x - grown * a.x + turned * a.y;
    const y = b.y - turned * a.x - grown * a.y;
    return `matrix(${grown},${turned},${-turned},${grown},${x},${y})`;
  }

  /** The position of the graph's origin in the box, and the vector from there to its point (1, 0). */
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
