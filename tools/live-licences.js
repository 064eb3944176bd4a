// The licences of everything that the page client of live cells is built from.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Packages that keep their licence outside; its text stands in a style sheet taken from Lumino. */
const OF_JUPYTER = /^@(?:jupyter-widgets|lumino)\//;
const SHEET = "@jupyter-widgets/controls/css/lumino.css";
const COMMENT = /\/\*([\s\S]*?)\*\//g;
const GRANT = /Permission is hereby granted|Redistribution and use/;

/**
 * Return all licences as one text; packages under the same words share them.
 * @param {string} root of the checkout
 * @param {string[]} inputs files of the bundle, relative to it
 */
export async function licences(root, inputs) {
  const modules = join(root, "node_modules");
  const from = "node_modules/";
  const files = inputs.filter((file) => file.startsWith(from)).map((file) => file.slice(from.length));
  const names = new Set(files.map((file) => /^(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? ""));
  /** @param {string} file */
  const read = (file) => readFile(join(modules, file), "utf8");
  /** @param {string} file */
  const grants = async (file) =>
    [...(await read(file)).matchAll(COMMENT)].map(([, text]) => text).filter((text) => GRANT.test(text));
  const [sheet] = await grants(SHEET);
  const lumino = sheet.slice(sheet.indexOf("Copyright (c) 2019"));
  const widgets = lumino.slice(0, lumino.indexOf("Copyright (c) 2014")).replace("2019", "2015");

  /** @param {string} name */
  const words = async (name) => {
    const file = (await readdir(join(modules, name))).find((one) => /^licen[cs]e/i.test(one));
    if (file) return read(`${name}/${file}`);
    if (!OF_JUPYTER.test(name)) throw new Error(`${name} has no licence`);
    const own = files.filter((one) => one.startsWith(`${name}/`)).sort();
    const taken = (await Promise.all(own.map(grants))).flat();
    return [name.startsWith("@lumino") ? lumino : widgets, ...taken].map((text) => text.trim()).join("\n\n");
  };

  /** @type {Map<string, string[]>} */
  const entries = new Map();
  for (const name of [...names].sort()) {
    const { version, license } = JSON.parse(await read(`${name}/package.json`));
    const text = (await words(name)).trim();
    entries.set(text, [...(entries.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return [...entries].map(([text, heads]) => `${heads.join("\n")}\n\n${text}\n`).join("\n\n");
}
