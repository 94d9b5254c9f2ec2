/** Files of any size or malice: each ends in data or in a clear error, and none takes more than one pass's work. */
import { describe, expect, it } from "vitest";
import { inspect } from "../../src/ingest/inspect.ts";
import { fileOf } from "../support/files.ts";

const header = "order_id,order_date,customer,amount\n";
const record = (n: number) => `A${n},2024-01-05,ann,1.50\n`;
const refusal = (content: BlobPart) =>
  inspect(fileOf(content), "orders.csv").then(
    () => "read",
    (error: { error_class: string }) => error.error_class,
  );

describe("a file of any size or malice", { timeout: 60_000 }, () => {
  it("of one endless line is refused, with quotes or without", async () => {
    expect(await refusal("x".repeat(18_000_000))).toBe("LINE_TOO_LONG");
    expect(await refusal(header + record(1) + "x".repeat(18_000_000))).toBe("LINE_TOO_LONG");
  });

  it("of ten thousand columns is refused", async () => {
    const row = (cell: (i: number) => string) => Array.from({ length: 10_000 }, (_, i) => cell(i)).join(",");
    expect(await refusal(`${row((i) => `c${i}`)}\n${row(String)}\n`)).toBe("TOO_MANY_COLUMNS");
  });

  it("of a million blank lines before, between and behind its records has these records", async () => {
    const blanks = "\n".repeat(1_000_000);
    const found = await inspect(
      fileOf(`${blanks}${header}${record(1)}${blanks}${record(2)}${blanks}`),
      "orders.csv",
    );
    expect([found.counted, found.headerLine, found.columns.length]).toEqual([2, 1_000_001, 4]);
  });

  it("with a quote that never closes on every line is rejected line by line", async () => {
    const text = header + record(1) + record(2) + '"A3,2024-01-05,ann,1.50\n'.repeat(20_000);
    const found = await inspect(fileOf(text), "orders.csv");
    expect([found.counted, found.rejected.length, found.rejected.at(-1)!.line]).toEqual([
      20_002, 20_000, 20_003,
    ]);
  });
});
