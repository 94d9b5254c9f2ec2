/** Every cell of a file as the engine reads it, through the same inspection as an import. */
import type { Engine } from "../../src/engine/engine.ts";
import { inspect } from "../../src/ingest/inspect.ts";
import type { Inspection } from "../../src/ingest/inspection.ts";
import type { ReadingTold } from "../../src/ingest/look.ts";
import type { FilePlan } from "../../src/orders/plan.ts";
import { rawRecords } from "../../src/warehouse/read.ts";
import { rows } from "../warehouse/loading.ts";

/** A file's cells, and what was found in it. */
export interface CellsRead {
  readonly found: Inspection;
  /** One row a record, one text a column; an empty cell is the empty text. */
  readonly cells: readonly (readonly string[])[];
  /** Physical lines of the records where the copy that is read says them. */
  readonly lines: readonly (number | null)[];
}

/** Reads a file's cells. @throws IngestError where the file is refused */
export async function readCells(engine: Engine, source: File, told: ReadingTold = {}): Promise<CellsRead> {
  const found = await inspect(source, source.name, undefined, undefined, told);
  const { reader, dialect, skipRecords } = found;
  const columns = found.columns.map((_, index) => `c${index + 1}`);
  const file = { attachedAs: "cells.csv", reader, dialect, skipRecords, columns } as unknown as FilePlan;
  await engine.attachFile(file.attachedAs, found.body);
  try {
    const read = await rows(
      engine,
      `select source_line, ${columns.join(", ")} from (${rawRecords(file)}) where source_row > 0 order by source_row`,
    );
    // The engine reads an empty line as a record of blanks; it is none.
    const records = read.filter((row) => columns.some((name) => row[name] !== null));
    return {
      found,
      cells: records.map((row) => columns.map((name) => (row[name] as string | null) ?? "")),
      lines: records.map((row) => (row["source_line"] === null ? null : Number(row["source_line"]))),
    };
  } finally {
    await engine.detachFile(file.attachedAs);
  }
}
