/**
 * The corpus: each file of test/corpus (not of its folders) as a shop would send it, and beside it (`<name>.json`) what must become of it.
 * A pair that is dropped in is a test.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, parse, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../src/engine/engine.ts";
import { planImport } from "../src/ingest/plan.ts";
import type { ImportOptions } from "../src/orders/import-options.ts";
import { discard, readReports, stage } from "../src/warehouse/index.ts";
import { fileAt } from "./support/files.ts";
import { openTestEngine } from "./support/engine.ts";
import { rows } from "./warehouse/loading.ts";

const folder = resolve(import.meta.dirname, "corpus");
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name)
  .sort();
const names = files.filter((name) => !/\.(json|ts)$/.test(name));
const expectedAt = (name: string) => join(folder, `${parse(name).name}.json`);

interface Pair {
  /** Options of the import; none where it is left out. */
  readonly options?: ImportOptions;
  readonly expected: unknown;
}

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

/** What became of a file, in the receipt's words: lines where there were troubles, each order as it stands. */
async function outcome(name: string, options: ImportOptions) {
  const planned = await planImport([fileAt(join(folder, name))], options, {
    importedOn: "2026-01-01",
    timeZone: "Asia/Shanghai",
  });
  const [refused] = planned.refused;
  if (refused)
    return { outcome: refused.outcome, error_class: refused.error_class, error_key: refused.error_key };
  for (const [as, bytes] of planned.bytes) await engine.attachFile(as, bytes);
  try {
    const staged = await stage(engine, planned.plan);
    const { files } = await readReports(staged);
    const { source, encoding, delimiter, header_line, columns, mapping, currency, ...report } = files[0]!;
    return {
      outcome: planned.plan.files[0]!.questions.length > 0 ? "ask" : "load",
      source,
      encoding,
      delimiter,
      header_line: header_line ?? null,
      columns,
      mapping,
      currency: currency ?? null,
      records: report.records,
      rejected_lines: report.rejected.map(({ line }) => line),
      skipped: report.skipped.map(({ line, why }) => [line, why]),
      amount_total: report.amount_total,
      customers: report.customers,
      guests: report.guests,
      warnings: report.warnings.map(({ code }) => code),
      questions: planned.plan.files[0]!.questions.map(({ question, chosen }) => [question, chosen]),
      orders: (await rows(engine, orders)).map((order) => Object.values(order)),
    };
  } finally {
    for (const as of planned.bytes.keys()) await engine.detachFile(as);
    await discard(engine);
  }
}

/** Every order, whatever the counting rules say of it: id, customer, moment, net amount, status. */
const orders = `select
    order_id,
    customer_id,
    cast(ordered_at as varchar) as ordered_at,
    cast(net_amount as varchar) as net_amount,
    status
from staged_all_orders
order by order_id`;

describe("the corpus", () => {
  it("is pairs of a file and what must become of it", () => {
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !existsSync(expectedAt(name)))).toEqual([]);
    const stems = names.map((name) => parse(name).name);
    const alone = files.filter((name) => !name.endsWith(".ts") && !stems.includes(parse(name).name));
    expect(alone).toEqual([]);
  });

  it.each(names)("%s becomes what is written beside it", async (name) => {
    const { options = {}, expected } = JSON.parse(readFileSync(expectedAt(name), "utf8")) as Pair;
    expect(await outcome(name, options)).toEqual(expected);
  });
});
