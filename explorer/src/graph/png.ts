import { colour } from "../parts/theme";
import type { KeyItem } from "./picture";

/** The height of a line of the key, and the space around it, in pixels of the page. */
const [ROW, MARGIN] = [20, 16];

/** What the canvases show, one over the other, with the key below. */
export function graphAsPng(layers: HTMLCanvasElement[], key: KeyItem[]): HTMLCanvasElement {
  const ratio = devicePixelRatio;
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const whole = document.createElement("canvas");
  const pen = whole.getContext("2d")!;
  pen.font = font;
  const { places, height } = arranged(key.map(({ words }) => 24 + pen.measureText(words).width + MARGIN), layers[0].width / ratio);
  whole.width = layers[0].width;
  whole.height = layers[0].height + Math.round(height * ratio);
  pen.fillStyle = colour("ground");
  pen.fillRect(0, 0, whole.width, whole.height);
  layers.forEach((layer) => pen.drawImage(layer, 0, 0));
  pen.setTransform(ratio, 0, 0, ratio, 0, layers[0].height);
  // Setting the size of a canvas has reset its pen.
  pen.font = font;
  pen.textBaseline = "middle";
  key.forEach(({ words, color, isLine }, n) => {
    const [x, y] = places[n];
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

/** Where items of these widths stand, in rows of at most `most` pixels, and the height of all rows. */
function arranged(widths: number[], most: number): { places: [number, number][]; height: number } {
  let [x, y] = [MARGIN, ROW / 2];
  const places = widths.map((width): [number, number] => {
    if (x > MARGIN && x + width > most) [x, y] = [MARGIN, y + ROW];
    x += width;
    return [x - width, y];
  });
  return { places, height: widths.length ? y + ROW / 2 + MARGIN / 2 : 0 };
}
