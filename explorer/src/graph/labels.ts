import { colour } from "../browser/theme";

interface Named {
  x: number;
  y: number;
  size: number;
  label: string | null;
  forceLabel?: boolean;
}

interface Look {
  labelSize: number;
  labelFont: string;
  labelColor: { color?: string };
}

/** The name of a node that has yet to be drawn. */
export interface Waiting {
  context: CanvasRenderingContext2D;
  node: Named;
  look: Look;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Whether a box covers none of those that are taken; if so, it is taken as well. */
export function isFree(box: Box, taken: Box[]): boolean {
  if (taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) return false;
  taken.push(box);
  return true;
}

/** Draw names, those of large nodes first; one that would cover another is left out. A forced one is drawn elsewhere around its node
 * then, and left out only if all sides are taken. A halo in the colour of the background keeps them legible over lines and other nodes. */
export function drawLabels(waiting: Waiting[], ground: string): void {
  const taken: Box[] = [];
  const rank = ({ node }: Waiting) => (node.forceLabel ? 1e6 : 0) + node.size;
  for (const { context, node, look } of waiting.sort((a, b) => rank(b) - rank(a))) {
    if (!node.label) continue;
    context.font = `${look.labelSize}px ${look.labelFont}`;
    const { width } = context.measureText(node.label);
    const half = look.labelSize / 2;
    const usual = startOf(context, node, 3);
    const left = node.x - node.size - 3 - width;
    const beside = [[usual, 0], [left, 0], [usual, -look.labelSize], [usual, look.labelSize], [left, -look.labelSize], [left, look.labelSize]];
    const free = beside.slice(0, node.forceLabel ? beside.length : 1)
      .find(([x, lower]) => x > 0 && isFree({ left: x, right: x + width, top: node.y + lower - half, bottom: node.y + lower + half }, taken));
    if (!free) continue;
    const [x, y] = [free[0], node.y + free[1]];
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = ground;
    context.strokeText(node.label, x, y + look.labelSize / 3);
    context.fillStyle = look.labelColor.color ?? colour("text");
    context.fillText(node.label, x, y + look.labelSize / 3);
  }
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
