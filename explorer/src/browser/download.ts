import type { Cell, Table } from "../source/answers";

export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// The same as in kg/printing/cells.py: whatever reads a file of `kg` back, taking one apostrophe away, reads these files too.
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^[+-]?(?:\p{Nd}+(?:\.\p{Nd}*)?|\.\p{Nd}+)(?:[eE][+-]?\p{Nd}+)?$/u;

/** A cell of CSV. A text that a spreadsheet would run as a formula gets an apostrophe before it, as `kg` writes it. */
function csvCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const plain = String(value);
  const text = FORMULA.test(plain) && !NUMBER.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(table: Table): Blob {
  const lines = [table.columns, ...table.rows].map((row) => row.map(csvCell).join(","));
  // Without a byte order mark Excel decodes the file in the machine's code page.
  return new Blob(["\ufeff", lines.join("\n"), "\n"], { type: "text/csv;charset=utf-8" });
}

export function json(table: Table): Blob {
  const rows = table.rows.map((row) => Object.fromEntries(table.columns.map((name, n) => [name, row[n]])));
  return new Blob([JSON.stringify(rows, null, 1)], { type: "application/json" });
}

/** A drawing as a file of its own: the styles that the page's style sheet gives it become attributes. */
export function svgText(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const from = [drawing, ...drawing.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((node, n) => {
    const style = getComputedStyle(node);
    for (const name of ["fill", "stroke", "stroke-width", "font-size", "font-family", "opacity", "text-anchor"])
      to[n].setAttribute(name, style.getPropertyValue(name));
    to[n].removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

export function saveSvg(name: string, drawing: SVGSVGElement): void {
  save(`${name}.svg`, new Blob([svgText(drawing)], { type: "image/svg+xml" }));
}

export async function savePng(name: string, drawing: SVGSVGElement): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing))}`;
  await image.decode();
  const { width, height } = drawing.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(`${name}.png`, blob));
}
