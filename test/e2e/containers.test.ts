/** Every container in the built app: its reader is fetched when it is needed, from here, under the page's policy. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { utils, write } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gzipOf, zipOf } from "../support/archive.ts";
import { textRows, workbookOf } from "../support/workbook.ts";
import { closeBrowser, importFiles, openApp, query, type OpenApp } from "./app.ts";

const folder = mkdtempSync(join(tmpdir(), "regulars-containers-"));
const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

const header = ["order_id", "order_date", "customer_email", "amount"];
const orders = [
  ["A1", "2025-01-02", "ann@x.com", "10.50"],
  ["A2", "2025-01-03", "bob@x.com", "4.00"],
  ["A3", "2025-02-02", "ann@x.com", "6.25"],
];
const csv = [header, ...orders].map((row) => row.join(",")).join("\n");
const objects = orders.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]!])));
const lines = objects.map((one) => JSON.stringify(one)).join("\n");

async function parquet(): Promise<string> {
  const path = join(folder, "orders.parquet");
  const values = orders.map(
    ([id, date, email, amount]) => `('${id}', date '${date}', '${email}', cast(${amount} as decimal(12, 2)))`,
  );
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(
    `copy (select * from (values ${values.join(", ")}) as orders(${header.join(", ")})) to '${path}' (format parquet, compression zstd)`,
  );
  return path;
}

function xls(): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...orders]), "Orders");
  return write(book, { type: "buffer", bookType: "biff8" }) as Uint8Array;
}

describe("a container dropped on the built app", () => {
  let app: OpenApp;
  const scripts: string[] = [];
  const failed: string[] = [];
  beforeAll(async () => {
    app = await openApp();
    app.page.on("request", (request) => scripts.push(new URL(request.url()).pathname));
    app.page.on("requestfailed", (request) => failed.push(request.url()));
  });
  afterAll(async () => {
    expect(failed).toEqual([]);
    await app.close();
    await closeBrowser();
  });

  const cases: readonly (readonly [string, () => Promise<string>, string | null])[] = [
    ["CSV", () => Promise.resolve(put("orders.csv", csv)), null],
    [
      ".xlsx",
      async () =>
        put(
          "orders.xlsx",
          await bytesOf(await workbookOf([{ name: "Orders", data: textRows([header, ...orders]) }])),
        ),
      "archive",
    ],
    [".xls", () => Promise.resolve(put("orders.xls", xls())), "xls"],
    ["Parquet", parquet, "parquet"],
    ["JSON Lines", () => Promise.resolve(put("orders.jsonl", lines)), null],
    ["JSON", () => Promise.resolve(put("orders.json", JSON.stringify(objects))), null],
    ["a zip", async () => put("orders.zip", await bytesOf(await zipOf({ "jan/orders.csv": csv }))), null],
    ["a gzip", () => Promise.resolve(put("orders.jsonl.gz", gzipOf(lines))), null],
  ];

  it.each(cases)("%s becomes the same orders", async (_, make, reader) => {
    scripts.length = 0;
    const report = await importFiles(app.page, [await make()]);
    expect(report.files.map((file) => [file.outcome, file.rows_loaded, file.amount_total])).toEqual([
      ["load", 3, "20.75"],
    ]);
    expect(await query(app.page, "select count(*)::integer as orders from orders")).toEqual([{ orders: 3 }]);
    if (reader !== null) expect(scripts.some((path) => path.includes(`/${reader}-`))).toBe(true);
  });
});
