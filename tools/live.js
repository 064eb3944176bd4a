// Builds the page client of live cells and its licences into the package, or into the folder given as argument.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licences } from "./live-licences.js";

/** @typedef {import("esbuild").Plugin} Plugin */

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const client = join(root, "widgets/zhixing/kernels/client");
const target = process.argv[2] ?? join(root, "widgets/zhixing/kernels/static/live");

/** Libraries of which Jupyter's widgets use a small part, and what stands in their place. */
const stands = new Map([
  ["jquery", "dollar.js"],
  ["sanitize-html", "sanitise.js"],
  ["underscore", "underscore.js"],
]);
const shared = [
  ...["base", "controls"].map((name) => `@jupyter-widgets/${name}`),
  ...["algorithm", "commands", "coreutils", "disposable", "domutils", "dragdrop", "keyboard"],
  ...["messaging", "properties", "signaling", "virtualdom", "widgets"],
].map((name) => (name.startsWith("@") ? name : `@lumino/${name}`));
const bySource = ["@lumino/coreutils", "@lumino/widgets"];

/** Named imports of Lumino's widgets become imports of single classes: its sources are one file each. */
const WIDGETS = /import \{([^}]*)\} from ["']@lumino\/widgets["'];/;
/** @param {string} names */
const single = (names) =>
  names
    .split(",")
    .map((name) => name.trim())
    .map((name) => `import { ${name} } from "@lumino/widgets/src/${name.toLowerCase()}";`)
    .join("");

/** Where Plotly would fetch outlines of countries from. */
const MAPS = /https:[\w./]+\/un\//;

/** @param {string} char */
const escaped = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** @type {Plugin} */
const lean = {
  name: "lean",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^(?:jquery|sanitize-html|underscore)$/ }, ({ path }) => ({
      path: join(client, stands.get(path) ?? ""),
    }));
    onResolve({ filter: /^@lumino\/[a-z]+$/ }, ({ path }) => ({
      path: join(modules, path, bySource.includes(path) ? "src/index.ts" : "dist/index.es6.js"),
      sideEffects: false,
    }));
    onResolve({ filter: /^@lumino\/widgets\/src\// }, ({ path }) => ({
      path: join(modules, `${path}.ts`),
      sideEffects: false,
    }));
    onResolve({ filter: /^\.\// }, ({ path, resolveDir }) =>
      bySource.some((name) => resolveDir === join(modules, name, "src"))
        ? { path: join(resolveDir, `${path}.ts`), sideEffects: false }
        : undefined,
    );
    // esbuild writes all but regular expressions in ASCII. This build draws no maps: it needs no address of theirs.
    onLoad({ filter: /plotly-basic\.min\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/[^\x00-\x7f]/g, escaped).replace(MAPS, "./"),
    }));
    onLoad({ filter: /(?:@jupyter-widgets|kernels)[/\\].*\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(WIDGETS, (_, names) => single(names)),
    }));
  },
};

/** @param {string} name @returns {Promise<{version: string, license: string}>} */
const described = async (name) => JSON.parse(await readFile(join(modules, name, "package.json"), "utf8"));
const versions = Object.fromEntries(
  await Promise.all(shared.map(async (name) => [name, (await described(name)).version])),
);

/** @type {import("esbuild").BuildOptions} */
const options = {
  outdir: target,
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  minify: true,
  target: ["es2020", "safari14.1", "chrome80"],
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const { metafile } = await build({
  ...options,
  entryPoints: [join(client, "core.js")],
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  splitting: true,
  define: { SHARED_VERSIONS: JSON.stringify(versions) },
  plugins: [lean],
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
});

/** The files that must be there before a cell can be shown. */
const [core, { imports }] =
  Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith("/core.js")) ?? [];
const ahead = imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => basename(path));
/** @type {Plugin} */
const toCore = {
  name: "core",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/core\.js$/ }, () => ({ path: `./${basename(core)}`, external: true }));
  },
};
const { metafile: rest } = await build({
  ...options,
  entryPoints: [join(client, "client.js"), join(client, "client.css")],
  define: { AHEAD: JSON.stringify(ahead) },
  loader: { ".svg": "dataurl" },
  plugins: [toCore],
  banner: { js: "/*! full licences in LICENSES.txt; built by tools/live.js */" },
});

const inputs = [metafile, rest]
  .flatMap((one) => Object.values(one.outputs))
  .flatMap((one) => Object.keys(one.inputs));
await writeFile(join(target, "LICENSES.txt"), await licences(root, inputs));
