import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import type { FileReport } from "../../src/orders/receipt.ts";
import { stage } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { openTestEngine } from "../support/engine.ts";
import { fileAt, plan } from "../support/files.ts";
import { hazardFile } from "../support/hazards.ts";

interface Hazard {
  readonly id: string;
  readonly files: readonly { readonly name: string }[];
}

const manifest = hazardFile("../manifest.json");
const { list: hazards } =
  manifest === null
    ? { list: [] }
    : (JSON.parse(readFileSync(manifest, "utf8")) as { readonly list: readonly Hazard[] });
/** The last file's receipt with the warnings of all, as the hazards' check takes it. */
async function receiptOf(engine: Engine, { files }: Hazard): Promise<FileReport> {
  const planned = await plan(files.map(({ name }) => fileAt(hazardFile(name)!)));
  if (planned.plan.files.length === 0) return planned.refused[0]!;
  for (const [name, blob] of planned.bytes) await engine.attachFile(name, blob);
  const { files: reports } = await readReports(await stage(engine, planned.plan));
  for (const name of planned.bytes.keys()) await engine.detachFile(name);
  return { ...reports.at(-1)!, warnings: reports.flatMap(({ warnings }) => warnings) };
}

/** The verdicts of the hazards' own check, one line a case that does not pass, and its tally. */
function judge(reports: Readonly<Record<string, FileReport>>, cases: readonly Hazard[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "regulars-hazards-"));
  const write = (name: string, value: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const check = [
    hazardFile("../check.mjs")!,
    write("reports.json", reports),
    write("cases.json", { list: cases }),
  ];
  try {
    return execFileSync(process.execPath, check, { encoding: "utf8" }).trim().split("\n");
  } catch (error) {
    return (error as { readonly stdout: string }).stdout.trim().split("\n");
  }
}

describe.skipIf(manifest === null)("the receipts of messy files", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openTestEngine();
  });

  it("are right for every case, by the cases' own check", async () => {
    const reports: Record<string, FileReport & { readonly seconds: number }> = {};
    for (const hazard of hazards) {
      const start = performance.now();
      const report = await receiptOf(engine, hazard);
      reports[hazard.id] = { ...report, seconds: (performance.now() - start) / 1000 };
    }
    expect(judge(reports, hazards)).toEqual([
      JSON.stringify({ cases: hazards.length, pass: hazards.length }),
    ]);
  }, 300_000);
});
