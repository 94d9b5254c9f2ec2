/** Checks that a load must pass: the second count of records, and the balance of the ledger. */
import { RegularsError } from "../base/error.ts";
import type { Engine } from "../engine/engine.ts";
import type { FilePlan } from "../orders/plan.ts";
import { table, type Place } from "./names.ts";
import { readRows } from "./rows.ts";

/** Records that the engine must read from a file: those that the scanner counted, less those that were set apart. */
export function expectedRecords(file: FilePlan): number {
  const afterHeader = file.skipped.filter(
    ({ why, line }) => why !== "preamble" && why !== "blank" && line > (file.headerLine ?? 0),
  );
  return file.counted - file.rejected.length - afterHeader.length;
}

/**
 * Compares the records in a file's typed lines with the scanner's count, and returns them.
 * @throws RegularsError with both counts, and the last record that the engine read
 */
export async function checkCount(engine: Engine, file: FilePlan, lines: string): Promise<number> {
  const [row] = await readRows(
    engine,
    `select cast(count(*) as integer) as records, cast(max(source_row) as integer) as last from ${lines}`,
    { records: { kind: "integer" }, last: { kind: "integer", nullable: true } },
  );
  const { records, last } = row!;
  const expected = expectedRecords(file);
  if (records === expected) return records;
  throw new RegularsError(
    `invalid record count of ${file.name}: ${records} read, ${expected} counted; the last one read is record ${last ?? 0}`,
    { hint: "The file was not imported. Save it again as CSV with every field quoted, and drop it anew." },
  );
}

/**
 * Holds that in every file what was read is what was kept, excluded, rejected and skipped, in records and in money.
 * @throws RegularsError that names the first file that does not balance
 */
export async function checkBalance(engine: Engine, place: Place): Promise<void> {
  const [row] = await readRows(
    engine,
    `select
    sources.name,
    cast(sum(case when line = 'read' then records else -records end) as bigint) as records,
    cast(sum(case when line = 'read' then amount else -amount end) as varchar) as amount
from ${table(place, "ledger")} as ledger
join ${table(place, "sources")} as sources using (source_id)
group by source_id, sources.name
having sum(case when line = 'read' then records else -records end) <> 0
    or sum(case when line = 'read' then amount else -amount end) <> 0
order by source_id
limit 1`,
    { name: { kind: "text" }, records: { kind: "integer" }, amount: { kind: "text" } },
  );
  if (row)
    throw new RegularsError(
      `invalid ledger of ${row.name}: ${row.records} records and ${row.amount} are unaccounted for`,
      { hint: "Nothing was changed. Please report this with the counting rules that were chosen." },
    );
}
