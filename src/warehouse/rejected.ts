/** Every record that could not be taken apart and every cell that could not be read, of one file, page by page. */
import type { RejectedRecord } from "../orders/receipt.ts";
import { literal } from "../sql/literal.ts";
import { linesTable, table } from "./names.ts";
import { placeOf, type From } from "./report.ts";
import { readRows, readTexts } from "./rows.ts";
import { storedFiles } from "./sources.ts";
import { unreadTable } from "./unread-cells.ts";

const page = 50_000;

/**
 * The rejected records and the unread cells of the file of this name in the order of their lines, all of them, in pages.
 * A cell's `reason` is `no_amount` or `no_date`. Nothing where no file has the name.
 */
export async function* rejectedOf(from: From, name: string): AsyncGenerator<readonly RejectedRecord[]> {
  const [engine, place] = placeOf(from);
  const { files } = await storedFiles(engine, place);
  const source = files.find(({ file }) => file.name === name);
  if (!source) return;
  const unread = unreadTable(linesTable(place, source.sourceId));
  // Orders imported by an earlier version have no such table.
  const known = await readTexts(
    engine,
    `select table_name from duckdb_tables() where table_name = ${literal(unread)}`,
  );
  const cells =
    known.length === 0
      ? ""
      : `
    union all
    select record, line, column_name, text, reason, 1 as place from ${unread}`;
  for (let offset = 0; ; offset += page) {
    const rows = await readRows(
      engine,
      `select record, line, column_name, text, reason
from (
    select record, line, column_name, text, reason, 0 as place
    from ${table(place, "rejections")}
    where source_id = ${source.sourceId}${cells}
)
order by line, record, place, column_name
limit ${page} offset ${offset}`,
      {
        record: { kind: "integer" },
        line: { kind: "integer" },
        column_name: { kind: "text", nullable: true },
        text: { kind: "text", nullable: true },
        reason: { kind: "text" },
      },
    );
    if (rows.length > 0)
      yield rows.map(({ record, line, column_name: column, text, reason }) => ({
        record,
        line,
        reason,
        ...(column === null ? {} : { column }),
        ...(text === null ? {} : { text }),
      }));
    if (rows.length < page) return;
  }
}
