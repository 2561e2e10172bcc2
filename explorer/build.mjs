// Builds the page that ships in the wheel: kg/serve/page. The same sources and lock file give the same bytes.
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "kg", "serve", "page");
const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};

await mkdir(out, { recursive: true });
await build({ ...common, entryPoints: ["src/main.ts"], outfile: join(out, "explorer.js") });
await build({ ...common, entryPoints: ["src/graph/layout.worker.ts"], outfile: join(out, "layout.js") });
// The engine is given its bytes, and asks no address for them.
const nowhere = { "import.meta.url": '"file:///"' };
await build({ ...common, define: nowhere, entryPoints: ["src/sparql/sparql.worker.ts"], outfile: join(out, "sparql.js") });
await copyFile(join(here, "node_modules", "oxigraph", "web_bg.wasm"), join(out, "oxigraph.wasm"));
await build({ ...common, entryPoints: ["src/style/explorer.css"], outfile: join(out, "explorer.css") });
await copyFile(join(here, "src", "index.html"), join(out, "index.html"));
