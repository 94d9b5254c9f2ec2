import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import { checkAnalysis } from "../../src/app/check-analysis.ts";
import { currentVersion, migrations } from "../../src/notebook/migrations.ts";
import { parseNotebook } from "../../src/notebook/parse.ts";
import { readNotebookFile, toFileText } from "../../src/storage/file.ts";

const folder = resolve(import.meta.dirname, "../corpus/notebooks");
const textOf = (name: string) => readFileSync(`${folder}/${name}`, "utf8");
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && !name.endsWith(".opened.json"))
  .sort();

describe("a notebook of an earlier version", () => {
  it.each(names)("%s opens to the very document that it means today", async (name) => {
    const opened = JSON.parse(textOf(name.replace(/\.json$/, ".opened.json"))) as unknown;
    const notebook = await readNotebookFile(new Blob([textOf(name)]), checkAnalysis(analyses));
    expect(notebook).toEqual(opened);
    expect(await readNotebookFile(new Blob([toFileText(notebook)]))).toEqual(notebook);
  });

  it("is there for every version, the present one too", () => {
    const versions = names.map((name) => (JSON.parse(textOf(name)) as { version: number }).version);
    const all = Array.from({ length: currentVersion }, (_, index) => index + 1);
    expect([...new Set(versions)].sort()).toEqual(all);
    expect(migrations).toHaveLength(currentVersion - 1);
  });

  it("keeps a name that SQL reads, though an earlier cell's becomes like it", () => {
    const cell = (id: string, name: string) => ({ kind: "text", id, name, markdown: "" });
    const old = JSON.parse(textOf("v1-new.json")) as object;
    const opened = parseNotebook({
      ...old,
      cells: [cell("a", "my-tea"), cell("b", "my_tea"), cell("c", "My_Tea")],
    });
    expect(opened.cells.map(({ name }) => name)).toEqual(["my_tea_2", "my_tea", "my_tea_3"]);
  });

  it("is not looked through where it has a million cells", () => {
    const old = JSON.parse(textOf("v1-new.json")) as object;
    const cells = Array.from({ length: 1_000_000 }, () => ({ name: "a-b" }));
    expect(() => parseNotebook({ ...old, cells })).toThrow("invalid cells: 1000000 of them");
  });
});
