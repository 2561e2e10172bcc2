// Opens a .cyjs file with cytoscape.js, and prints what it has then: a line each, with tabs between name and value.
// Arguments: the folder in which cytoscape is installed, the file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, file] = process.argv.slice(2);
const cytoscape = createRequire(join(folder, "from.js"))("cytoscape");
const { elements } = JSON.parse(readFileSync(file, "utf8"));
const graph = cytoscape({ headless: true, elements });
const told = (name, value) => console.log(`${name}\t${value}`);

told("nodes", graph.nodes().length);
told("edges", graph.edges().length);
told("undirected", graph.edges("[!directed]").length);
told("weight", graph.edges().reduce((sum, edge) => sum + edge.data("weight"), 0));
const kinds = new Map();
for (const edge of graph.edges()) {
  const kind = edge.data("interaction");
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}
for (const kind of [...kinds.keys()].sort()) told(`kind ${kind}`, kinds.get(kind));
