import { colour } from "../browser/theme";
import { laidKey } from "./key";
import type { KeyItem } from "./picture";

/** What the canvases show, one over the other, with the key below. */
export function graphAsPng(layers: HTMLCanvasElement[], key: KeyItem[]): HTMLCanvasElement {
  const ratio = devicePixelRatio;
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const whole = document.createElement("canvas");
  const pen = whole.getContext("2d")!;
  pen.font = font;
  const { items, height } = laidKey(key, layers[0].width / ratio, (words) => pen.measureText(words).width);
  whole.width = layers[0].width;
  whole.height = layers[0].height + Math.round(height * ratio);
  pen.fillStyle = colour("ground");
  pen.fillRect(0, 0, whole.width, whole.height);
  layers.forEach((layer) => pen.drawImage(layer, 0, 0));
  pen.setTransform(ratio, 0, 0, ratio, 0, layers[0].height);
  // Setting the size of a canvas has reset its pen.
  pen.font = font;
  pen.textBaseline = "middle";
  items.forEach(({ words, color, isLine, x, y }) => {
    pen.fillStyle = color;
    if (isLine) pen.fillRect(x, y - 1.5, 16, 3);
    else {
      pen.beginPath();
      pen.arc(x + 8, y, 5, 0, 2 * Math.PI);
      pen.fill();
    }
    pen.fillStyle = colour("text");
    pen.fillText(words, x + 22, y);
  });
  return whole;
}
