/** Writes the result of a statement that passed the gate into a table of its own. */
import { statementText } from "../sql/trim.ts";
import { toQueryError } from "./query-error.ts";
import { isCrash } from "./session.ts";
import { execute, readTable, type Statement } from "./statement.ts";

/** What stands in the table. */
export interface KeptResult {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: number;
}

/** Runs the statement into the table `name` and commits. @throws QueryError with places in `sql`; nothing is then kept. */
export async function keepResult(statement: Statement, sql: string, name: string): Promise<KeptResult> {
  const opening = `create table ${name} as from (\n`;
  try {
    await execute(statement, `${opening}${statementText(sql)}\n)`).catch((thrown: unknown) => {
      throw statement.signal?.aborted || isCrash(thrown) ? thrown : toQueryError(thrown, sql, opening);
    });
    const described = await readTable(statement, `describe ${name}`, Infinity);
    const counted = await readTable(statement, `select count(*)::double as rows from ${name}`, Infinity);
    await execute({ ...statement, signal: undefined }, "commit");
    const text = (column: string, row: number) => String(described.getChild(column)?.get(row));
    return {
      name,
      columns: Array.from({ length: described.numRows }, (_, row) => ({
        name: text("column_name", row),
        type: text("column_type", row),
      })),
      rows: Number(counted.getChild("rows")?.get(0)),
    };
  } catch (thrown) {
    // A connection that closes after a cancel keeps its transaction for a while; a rollback ends it now.
    if (!isCrash(thrown))
      await execute({ ...statement, signal: undefined }, "rollback").catch(() => undefined);
    throw thrown;
  }
}
