/** What header words come to, on the header sets of shops, tills, ERPs and data sets that no source knows. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileOf, headersOf, planOne } from "../support/files.ts";

interface Column {
  readonly header: string;
  readonly cell: string;
  readonly means: string;
}

const sets = readFileSync(join(import.meta.dirname, "header-sets.txt"), "utf8")
  .split(/^## /m)
  .slice(1)
  .map((block) => {
    const [name, ...lines] = block.trim().split("\n");
    const columns = lines.map((line): Column => {
      const [header, cell, means] = line.split(" | ");
      return { header: header!, cell: cell!, means: means! };
    });
    return [name!, columns] as const;
  });

const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(",");

describe("header words", () => {
  it("are tried on sixty sets", () => {
    expect(sets.length).toBeGreaterThanOrEqual(60);
  });

  it.each(sets)("of %s mean what the shop means", async (_, columns) => {
    const records = [1, 2, 3, 4].map((n) =>
      quoted(columns.map(({ cell }) => cell.replaceAll("{n}", String(n)))),
    );
    const file = fileOf(`${[quoted(columns.map(({ header }) => header)), ...records].join("\n")}\n`);
    const plan = await planOne(file, { timeZone: "UTC" });
    const meant = columns.filter(({ means }) => means !== "-").map(({ means, header }) => [means, header]);
    expect(headersOf(plan)).toEqual(Object.fromEntries(meant));
    expect(plan.source).toBe("generic");
  });
});
