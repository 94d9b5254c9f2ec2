/** The cells that could not be read as their column's amount or date: kept beside the typed lines with their texts. */
import type { Engine } from "../engine/engine.ts";
import type { FilePlan } from "../orders/plan.ts";
import { literal } from "../sql/literal.ts";
import { textOf } from "./coerce/text.ts";
import { cell, lineType, mappedColumns } from "./columns.ts";
import { recordLines } from "./physical-lines.ts";
import { readRows } from "./rows.ts";

/** At most so many cells of a column are kept: a column that is wrongly mapped would be all of it. */
const mostCells = 100_000;

/** The table of a file's cells that could not be read: `record`, `line`, `column_name`, `text`, `reason`. */
export const unreadTable = (lines: string): string => `${lines}_unread`;

/** The cells of one column that could not be read. */
export interface UnreadColumn {
  readonly column: string;
  readonly isAmount: boolean;
  readonly cells: number;
  /** Physical lines, ascending, the first of them. */
  readonly lines: readonly number[];
}

const columns = "record BIGINT, line BIGINT, column_name VARCHAR, text VARCHAR, reason VARCHAR";

/**
 * Writes down every cell of a file's lines that holds something and is neither amount nor date where it should be, while
 * the file is attached, and returns them by column with the lines of the first `most`.
 */
export async function keepUnreadCells(
  engine: Engine,
  file: FilePlan,
  lines: string,
  most: number,
): Promise<readonly UnreadColumn[]> {
  const name = unreadTable(lines);
  await engine.define(`create table ${name} (${columns});`);
  const [row] = await readRows(
    engine,
    `select cast(coalesce(sum(unread_cells), 0) as bigint) as n from ${lines}`,
    { n: { kind: "integer" } },
  );
  if (row!.n === 0) return [];
  const found: UnreadColumn[] = [];
  for (const column of mappedColumns(file).filter((each) => lineType(each) !== "VARCHAR")) {
    const index = file.mapping[column]!;
    const unread = `select source_row from ${lines} where ${column} is null and unread_cells > 0`;
    const isAmount = lineType(column) === "DECIMAL(18,4)";
    const header = file.columns[index]!.name;
    await engine.define(`insert into ${name}
select source_row, line, ${literal(header)}, cell, '${isAmount ? "no_amount" : "no_date"}'
from (${recordLines(file, unread, textOf(cell(index)))})
order by source_row
limit ${mostCells};`);
    const listed = await readRows(
      engine,
      `select cast(line as bigint) as line, cast(count(*) over () as bigint) as n
from ${name}
where column_name = ${literal(header)}
order by line
limit ${most}`,
      { line: { kind: "integer" }, n: { kind: "integer" } },
    );
    if (listed.length > 0)
      found.push({ column: header, isAmount, cells: listed[0]!.n, lines: listed.map(({ line }) => line) });
  }
  return found;
}
