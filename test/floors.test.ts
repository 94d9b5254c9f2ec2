import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const src = resolve(import.meta.dirname, "../src");

/** Folders by floor; a folder imports only from lower floors and from itself. */
const floors: Record<string, number> = {
  main: 9,
  ui: 8,
  app: 7,
  runtime: 6,
  ingest: 5,
  warehouse: 5,
  analyses: 5,
  storage: 5,
  lessons: 5,
  notebook: 4,
  orders: 3,
  engine: 3,
  sql: 2,
  base: 1,
  stats: 1,
  messages: 1,
};

/** Third parties and the only places that may import them, as path prefixes below src. */
const confined: Record<string, readonly RegExp[]> = {
  "@duckdb/duckdb-wasm": [/^engine\//],
  "apache-arrow": [/^engine\//, /^ingest\/readers\//],
  papaparse: [/^ingest\/readers\//],
  saxes: [/^ingest\/readers\/xml\.ts$/],
  "@zip.js/zip.js": [/^ingest\/readers\/archive\.ts$/],
  "@e965/xlsx": [/^ingest\/readers\/xls\.ts$/],
  htmlparser2: [/^ingest\/readers\/html\.ts$/],
  hyparquet: [/^ingest\/readers\/parquet[^/]*\.ts$/],
  "hyparquet-compressors": [/^ingest\/readers\/parquet\.ts$/],
  "@observablehq/plot": [
    /^analyses\/(analysis\.ts$|[^/]+\/chart[^/]*\.ts$|chart-[^/]+\.ts$)/,
    /^app\/chart-marks\.ts$/,
    /^ui\/chart\//,
  ],
  svelte: [/^app\//, /^ui\//, /^main\.ts$/],
  "bits-ui": [/^ui\//],
  "@lucide/svelte": [/^ui\//],
  idb: [/^storage\//],
  "@codemirror": [/^ui\/sql\/editor\//],
  "sql-formatter": [/^app\/format-sql\.ts$/],
  dompurify: [/^ui\//],
  marked: [/^ui\//],
  "@atlaskit/pragmatic-drag-and-drop": [/^ui\/notebook\/cell-drag\.svelte\.ts$/],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|svelte)$/.test(name) && !name.startsWith("messages/compiled"))
  .sort();

const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(src, from), "utf8");
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^\s*import\s+|new URL\(\s*)["']([^"']+)["']/gm);
  return [...found].map((match) => ({ from, to: match[1]! }));
});

const folderOf = (file: string) =>
  file.includes("/") ? file.slice(0, file.indexOf("/")) : file.replace(/\.ts$/, "");

const local = imports
  .filter(({ to }) => to.startsWith("."))
  .map(({ from, to }) => ({ from, to: relative(src, resolve(src, dirname(from), to.replace(/\?.*$/, ""))) }));

describe("the floors of the house", () => {
  it("every folder has a floor", () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in floors))).toEqual([]);
  });

  it("a folder imports only from lower floors", () => {
    const upward = local.filter(({ from, to }) => {
      const [a, b] = [folderOf(from), folderOf(to)];
      return a !== b && floors[b]! >= floors[a]!;
    });
    expect(upward).toEqual([]);
  });

  it("third parties stay where they are confined", () => {
    const strays = imports.filter(({ from, to }) => {
      if (to.startsWith(".")) return false;
      const name = Object.keys(confined).find((party) => to === party || to.startsWith(`${party}/`));
      return name !== undefined && !confined[name]!.some((place) => place.test(from));
    });
    expect(strays).toEqual([]);
  });

  it("there are no import circles", () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of local) next.set(from, [...(next.get(from) ?? []), to]);
    const state = new Map<string, "open" | "done">();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === "done") return;
      if (state.get(file) === "open")
        return void circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      state.set(file, "open");
      for (const to of next.get(file) ?? []) visit(to, [...path, file]);
      state.set(file, "done");
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });
});
