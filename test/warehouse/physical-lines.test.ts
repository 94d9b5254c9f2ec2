import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { discard, readReports, stage } from "../../src/warehouse/index.ts";
import { openTestEngine } from "../support/engine.ts";
import { fileOf, plan } from "../support/files.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

/** Reader and lines of the warning about amounts. */
async function linesOf(text: string) {
  const planned = await plan([fileOf(text)]);
  for (const [as, bytes] of planned.bytes) await engine.attachFile(as, bytes);
  try {
    const { files } = await readReports(await stage(engine, planned.plan));
    const warning = files[0]!.warnings.find(({ code }) => code === "NON_NUMERIC_AMOUNT");
    return [planned.plan.files[0]!.reader, warning?.lines];
  } finally {
    for (const as of planned.bytes.keys()) await engine.detachFile(as);
    await discard(engine);
  }
}

describe("the lines of a warning", () => {
  const records = [
    "order_id,order_date,note,amount",
    "1,2024-01-05,x,1.50",
    "",
    "2,2024-01-06,x,unknown",
    "",
    "",
    '3,2024-01-07,"a',
    "",
    'b",2.50',
    "4,2024-01-08,x,open",
    ...Array.from({ length: 20 }, (_, i) => `${5 + i},2024-01-09,x,3.50`),
    "",
    "30,2024-01-10,x,later",
  ];

  it("are the file's own where blank lines and line ends in cells stand before them", async () => {
    expect(await linesOf(`${records.join("\n")}\n`)).toEqual(["original", [4, 10, 32]]);
  });

  it("are the same where the file is rewritten", async () => {
    expect(await linesOf(`${records.join("\n")}\n,,,\n`)).toEqual(["normalised", [4, 10, 32]]);
  });
});
