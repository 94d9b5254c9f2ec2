/** From records to the physical lines of the file on which they start. */
import type { Engine } from "../engine/engine.ts";
import type { FilePlan } from "../orders/plan.ts";
import { cell } from "./columns.ts";
import { rawRecords } from "./read.ts";
import { readRows } from "./rows.ts";

/** At most so many lines are listed with a warning. */
export const mostLines = 1000;

/**
 * A query of `source_row`, `line` (physical, 1-based) and `cell` (the text of `column`, an expression of the raw cells) of
 * the records that `chosen` selects by its column `source_row` and whose cell holds something: the line as the rewritten
 * file says, else from header, record number and the line ends inside cells before it. A second pass over the attached
 * file.
 */
export function recordLines(file: FilePlan, chosen: string, column = "''"): string {
  const cells = file.columns.map((_, index) => cell(index)).join(", ");
  const breaks = `length(concat(${cells})) - length(replace(concat(${cells}), chr(10), ''))`;
  const line = `coalesce(raw.source_line, ${file.headerLine ?? 0} + source_row + raw.breaks_before)`;
  return `with raw as (
    select
        source_row,
        source_line,
        ${column} as cell,
        coalesce(sum(${breaks}) over (
            order by source_row rows between unbounded preceding and 1 preceding
        ), 0) as breaks_before
    from (${rawRecords(file)})
    where source_row >= ${file.dialect.headerRecord === null ? 1 : 0}
)
select source_row, cast(${line} as bigint) as line, raw.cell
from raw
join (${chosen}) as chosen using (source_row)
where raw.cell is not null`;
}

/** The physical lines (ascending, at most {@link mostLines}) of the records that `chosen` selects by `source_row`. */
export async function physicalLines(
  engine: Engine,
  file: FilePlan,
  chosen: string,
): Promise<readonly number[]> {
  const rows = await readRows(
    engine,
    `select cast(line as integer) as n
from (${recordLines(file, chosen)})
order by n
limit ${mostLines}`,
    { n: { kind: "integer" } },
  );
  return rows.map(({ n }) => n);
}
