import { colour } from "../parts/theme";

interface Named {
  x: number;
  y: number;
  size: number;
  label: string | null;
}

interface Look {
  labelSize: number;
  labelFont: string;
  labelColor: { color?: string };
}

/** Draw the name of a node, with a halo in the colour of the background, which keeps it legible over lines and other nodes. */
export function drawLabel(context: CanvasRenderingContext2D, node: Named, look: Look, ground: string): void {
  if (!node.label) return;
  context.font = `${look.labelSize}px ${look.labelFont}`;
  const x = startOf(context, node, 3);
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = ground;
  context.strokeText(node.label, x, node.y + look.labelSize / 3);
  context.fillStyle = look.labelColor.color ?? colour("text");
  context.fillText(node.label, x, node.y + look.labelSize / 3);
}

/** Draw the name of the node under the pointer in a box, and a ring around the node. */
export function drawHovered(context: CanvasRenderingContext2D, node: Named, look: Look): void {
  if (!node.label) return;
  context.font = `600 ${look.labelSize}px ${look.labelFont}`;
  const width = context.measureText(node.label).width;
  const x = startOf(context, node, 6);
  context.fillStyle = colour("raised");
  context.strokeStyle = colour("rule");
  context.beginPath();
  context.roundRect(x - 5, node.y - 10, width + 10, 20, 3);
  context.fill();
  context.stroke();
  context.fillStyle = colour("text");
  context.fillText(node.label, x, node.y + 4);
  context.strokeStyle = colour("text");
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(node.x, node.y, node.size + 1.5, 0, 2 * Math.PI);
  context.stroke();
  context.lineWidth = 1;
}

/** The x at which a name starts: right of its node, or left of it where it would leave the picture. */
function startOf(context: CanvasRenderingContext2D, node: Named, gap: number): number {
  const { width } = context.measureText(node.label ?? "");
  const right = node.x + node.size + gap;
  const left = node.x - node.size - gap - width;
  return right + width > context.canvas.width / devicePixelRatio && left > 0 ? left : right;
}
