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
/** Containers are refused with their class until there are readers for them. */
const isContainer = ({ id }: Hazard) => /^[jkp]/.test(id);

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

  it("are right for every case of delimited text, by the cases' own check", async () => {
    const texts = hazards.filter((hazard) => !isContainer(hazard));
    const reports: Record<string, FileReport> = {};
    for (const hazard of texts) reports[hazard.id] = await receiptOf(engine, hazard);
    expect(judge(reports, texts)).toEqual([JSON.stringify({ cases: texts.length, pass: texts.length })]);
  }, 300_000);

  it("refuse a workbook, Parquet and JSON with a class and what to do, and never load them as text", async () => {
    for (const hazard of hazards.filter(isContainer)) {
      const { outcome, error_class, hint } = await receiptOf(engine, hazard);
      expect({ id: hazard.id, outcome, error_class }).toEqual({
        id: hazard.id,
        outcome: "refuse",
        error_class: "UNSUPPORTED",
      });
      expect(hint).toMatch(/CSV/);
    }
  });
});
