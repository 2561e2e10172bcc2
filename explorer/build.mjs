// Builds the page that ships in the wheel: kg/serve/page. The same sources and lock file give the same bytes.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
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
  legalComments: "none", // licences.txt has them whole
  metafile: true,
  logLevel: "warning",
};

await mkdir(out, { recursive: true });
// Oxigraph's loader names the URL of its module, which a bundle does not have; the page passes the engine's bytes instead.
const noModuleUrl = { "import.meta.url": '"file:///"' };
const built = [
  await build({ ...common, entryPoints: ["src/main.ts"], outfile: join(out, "explorer.js") }),
  await build({ ...common, entryPoints: ["src/graph/layout/layout.worker.ts"], outfile: join(out, "layout.js") }),
  await build({ ...common, define: noModuleUrl, entryPoints: ["src/sparql/sparql.worker.ts"], outfile: join(out, "sparql.js") }),
];
await copyFile(join(here, "node_modules", "oxigraph", "web_bg.wasm"), join(out, "oxigraph.wasm"));
await build({ ...common, entryPoints: ["src/style/explorer.css"], outfile: join(out, "explorer.css") });
await copyFile(join(here, "src", "index.html"), join(out, "index.html"));
await writeFile(join(out, "licences.txt"), await licences(built.flatMap((each) => Object.keys(each.metafile.inputs))));

// The licences of the bundled packages, which have to go with every copy.
async function licences(inputs) {
  const names = new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1] ?? []));
  const sections = [...names].sort().map(async (name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file)).sort();
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
    if (!texts.length && !license.includes("Apache-2.0")) throw new Error(`${name} brings no licence`);
    if (!texts.length) texts.push(await readFile(join(here, "..", "LICENSE"), "utf8")); // this project's licence is Apache-2.0 too
    return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join("\n\n")}\n`;
  });
  return (await Promise.all(sections)).join(`\n${"-".repeat(80)}\n\n`);
}
