/** The corpus of messy text, cell by cell: what the engine reads of each file is what is written beside it. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../src/engine/engine.ts";
import { fixed, papa, pollock, spectrum, type Messy } from "./corpus/messy.ts";
import { readCells } from "./support/cells.ts";
import { openTestEngine } from "./support/engine.ts";
import { fileOf } from "./support/files.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const check =
  ({ content, told, ...wanted }: Messy) =>
  async () => {
    const { found, cells } = await readCells(engine, fileOf(content as BlobPart), told);
    const codes = found.warnings.map(({ code }) => code);
    expect({
      cells,
      ...(wanted.columns && { columns: found.columns }),
      ...(wanted.delimiter && { delimiter: found.dialect.delimiter }),
      ...(wanted.encoding && { encoding: found.encoding }),
      rejected: found.rejected.map(({ line }) => line),
      skipped: found.skipped.map(({ line }) => line),
      warnings: codes.filter((code) => (wanted.warnings ?? []).includes(code)).sort(),
      counted: found.counted,
    }).toEqual({
      cells: wanted.cells,
      ...(wanted.columns && { columns: wanted.columns }),
      ...(wanted.delimiter && { delimiter: wanted.delimiter }),
      ...(wanted.encoding && { encoding: wanted.encoding }),
      rejected: wanted.rejected ?? [],
      skipped: wanted.skipped ?? [],
      warnings: [...(wanted.warnings ?? [])].sort(),
      // Every record is loaded, rejected or left out; those above the data are not counted again.
      counted:
        wanted.cells.length +
        (wanted.rejected ?? []).length +
        found.skipped.filter(({ why }) => why !== "preamble").length,
    });
  };

describe.each([
  ["csv-spectrum", spectrum],
  ["PapaParse's tests", papa],
  ["the Pollock benchmark", pollock],
  ["columns by position", fixed],
])("the kinds of %s", (_, cases) => {
  it.each(cases.map((one) => [one.kind, one] as const))("%s", async (_kind, one) => check(one)());
});
