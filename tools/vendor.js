// Builds the vendored library and its licences into the package, or into the folder given as argument.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = process.argv[2] ?? join(root, "widgets/zhixing/activity/static/vendor");
const parts = ["preact", "htm"];

/** @param {string} part */
async function licence(part) {
  const folder = join(root, "node_modules", part);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const text = (await readFile(join(folder, "LICENSE"), "utf8")).trim();
  return { line: `${part} ${version} (${license})`, text: `${part} ${version}\n\n${text}\n` };
}

const licences = await Promise.all(parts.map(licence));
const lines = licences.map((entry) => entry.line).join(", ");

await mkdir(target, { recursive: true });
await build({
  entryPoints: [join(root, "tools/vendor-preact.js")],
  outfile: join(target, "preact.js"),
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  minify: true,
  target: ["es2019", "safari13", "chrome75"],
  legalComments: "none",
  banner: { js: `/*! ${lines}; full licences in LICENSES.txt; built by tools/vendor.js */` },
});
await writeFile(join(target, "LICENSES.txt"), licences.map((entry) => entry.text).join("\n\n"));
