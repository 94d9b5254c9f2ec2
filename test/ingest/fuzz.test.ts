/** Bytes that nobody meant: whatever is dropped ends in records that balance, or in a refusal with its class. */
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { planImport } from "../../src/ingest/plan.ts";
import { discard, readReports, stage } from "../../src/warehouse/index.ts";
import { openTestEngine } from "../support/engine.ts";
import { fileOf } from "../support/files.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const corpus = resolve(import.meta.dirname, "../corpus");
const real = readdirSync(corpus)
  .filter((name) => /\.(csv|tsv|txt)$/.test(name))
  .map((name) => new Uint8Array(readFileSync(join(corpus, name))))
  .filter((bytes) => bytes.length > 0);

/** Imports a file as far as the review; the number of records loaded, or the class of its refusal. */
async function survive(bytes: Uint8Array): Promise<string | number> {
  const planned = await planImport(
    [fileOf(Uint8Array.from(bytes))],
    {},
    { importedOn: "2026-01-01", timeZone: "UTC" },
  );
  const [refused] = planned.refused;
  if (refused) {
    expect(refused.hint).not.toBe("");
    return refused.error_class!;
  }
  for (const [as, body] of planned.bytes) await engine.attachFile(as, body);
  try {
    // Staging itself holds that the engine read as many records as the scanner counted, and that the ledger balances.
    const { files, ledger } = await readReports(await stage(engine, planned.plan));
    const [report] = files;
    expect(report!.records).toBe(report!.rows_loaded + report!.rejected_count + report!.skipped_count);
    const records = (line: string) =>
      ledger
        .filter((one) => one.line === line || one.line.startsWith(`${line}:`))
        .reduce((sum, one) => sum + one.records, 0);
    expect(records("read")).toBe(
      records("kept") + records("excluded") + records("rejected") + records("skipped"),
    );
    return report!.rows_loaded;
  } finally {
    for (const as of planned.bytes.keys()) await engine.detachFile(as);
    await discard(engine);
  }
}

const file = fc.constantFrom(...real);
const at = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
/** Bytes that mean something to a reader. */
const sharp = fc.constantFrom(
  0x22,
  0x27,
  0x2c,
  0x3b,
  0x09,
  0x0a,
  0x0d,
  0x5c,
  0x00,
  0x01,
  0x7c,
  0xff,
  0xef,
  0xe4,
  0x81,
  0x20,
  0x23,
);

describe("a file of any bytes", () => {
  it("at random is refused or balances", { timeout: 60_000 }, async () => {
    const text = fc.array(
      fc.oneof(sharp, fc.constantFrom(...Buffer.from("abc12.-/:")), fc.integer({ min: 0, max: 255 })),
      { maxLength: 400 },
    );
    await fc.assert(
      fc.asyncProperty(text, async (bytes) => {
        await survive(Uint8Array.from(bytes));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it(
    "that begins like orders and goes on at random is refused or balances",
    { timeout: 60_000 },
    async () => {
      const tail = fc.array(
        fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...Buffer.from("A1,2024-01-05,ann,1.50\n")) },
          { weight: 1, arbitrary: sharp },
        ),
        { maxLength: 300 },
      );
      const loaded = { some: 0 };
      await fc.assert(
        fc.asyncProperty(tail, async (bytes) => {
          const head = Buffer.from(
            "order_id,order_date,customer,amount\nA1,2024-01-05,ann,1.50\nA2,2024-01-06,bob,2.50\n",
          );
          const outcome = await survive(Uint8Array.from([...head, ...bytes]));
          if (typeof outcome === "number" && outcome > 0) loaded.some++;
        }),
        { seed: 2, numRuns: 80 },
      );
      expect(loaded.some).toBeGreaterThan(40);
    },
  );

  it("cut off anywhere is refused or balances", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(file, at, async (bytes, share) => {
        await survive(bytes.subarray(0, Math.floor(bytes.length * share)));
      }),
      { seed: 3, numRuns: 80 },
    );
  });

  it("with bytes changed, put in or taken out is refused or balances", { timeout: 60_000 }, async () => {
    const change = fc.record({
      at,
      kind: fc.constantFrom("set", "insert", "remove"),
      byte: fc.oneof(sharp, fc.integer({ min: 0, max: 255 })),
    });
    await fc.assert(
      fc.asyncProperty(file, fc.array(change, { minLength: 1, maxLength: 12 }), async (bytes, changes) => {
        const mutated = [...bytes];
        for (const one of changes) {
          const index = Math.floor(mutated.length * one.at);
          if (one.kind === "set") mutated[index] = one.byte;
          else if (one.kind === "insert") mutated.splice(index, 0, one.byte);
          else mutated.splice(index, 1);
        }
        await survive(Uint8Array.from(mutated));
      }),
      { seed: 4, numRuns: 80 },
    );
  });

  it("spliced from two files is refused or balances", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(file, file, at, at, async (a, b, from, to) => {
        const head = a.subarray(0, Math.floor(a.length * from));
        const rest = b.subarray(Math.floor(b.length * to));
        await survive(Uint8Array.from([...head, ...rest]));
      }),
      { seed: 5, numRuns: 50 },
    );
  });
});
