/** Every cell of a file as the engine reads it, through the same inspection and plan as an import. */
import type { Engine } from "../../src/engine/engine.ts";
import type { FileDecisions } from "../../src/orders/import-options.ts";
import type { FilePlan } from "../../src/orders/plan.ts";
import { rawRecords } from "../../src/warehouse/read.ts";
import { rows } from "../warehouse/loading.ts";
import { plan } from "./files.ts";

/** A file's cells, and the plan under which they were read. */
export interface CellsRead {
  readonly file: FilePlan;
  /** One row a record, one text a column; null where the engine has none. */
  readonly cells: readonly (readonly (string | null)[])[];
}

/** Reads a file's cells. @throws where the file is refused, with the reason */
export async function readCells(engine: Engine, source: File, told: FileDecisions = {}): Promise<CellsRead> {
  const planned = await plan([source], {}, { [source.name]: told });
  const file = planned.plan.files[0];
  if (file === undefined) throw new Error(`refused: ${planned.refused[0]?.message}`);
  const columns = file.columns.map((_, index) => `c${index + 1}`);
  await engine.attachFile(file.attachedAs, planned.bytes.get(file.attachedAs)!);
  try {
    const found = await rows(
      engine,
      `select ${columns.join(", ")} from (${rawRecords(file)}) where source_row > 0 order by source_row`,
    );
    return { file, cells: found.map((row) => columns.map((name) => (row[name] as string | null) ?? null)) };
  } finally {
    await engine.detachFile(file.attachedAs);
  }
}
