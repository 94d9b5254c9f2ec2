/** The gate that every statement of a notebook passes: one SELECT, read only, described before it runs. */
import { isSignificant, tokenize } from "../sql/lexer.ts";
import type { DuckDb, Statement } from "./statement.ts";
import { QueryError, toQueryError } from "./query-error.ts";

/** DuckDB describes exactly one SELECT, FROM, VALUES, TABLE or WITH, and refuses every other statement (measured, 1.4.3). */
const describe = "describe\n";

/** How a query may begin. `describe` alone would also pass the bare name of a table. */
const openings = new Set(["select", "from", "values", "table", "with", "unpivot", "("]);

function checkOpening(sql: string): void {
  const first = tokenize(sql).find(isSignificant);
  if (first && openings.has(first.text.toLowerCase())) return;
  const before = sql.slice(0, first?.start ?? 0);
  throw new QueryError(first ? `unsupported statement: ${first.text}` : "missing statement", {
    sql,
    line: first ? before.split("\n").length : null,
    column: first ? first.start - before.lastIndexOf("\n") : null,
    candidates: [],
    hint: "One SELECT is allowed here; it may begin with SELECT, WITH, FROM, VALUES or TABLE.",
  });
}

/** The parser's error with its exact place: preparing gives it without, starting the same text gives it as JSON. */
async function locate(db: DuckDb, connection: number, sql: string, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof Error) || !thrown.message.startsWith("Parser Error")) return thrown;
  await db.runQuery(connection, "begin transaction read only");
  try {
    await db.startPendingQuery(connection, describe + sql, true);
  } catch (located) {
    return located;
  }
  return thrown;
}

/**
 * Passes one SELECT and leaves its connection inside a transaction: read only, unless its result is to be `kept`.
 * @throws QueryError for the empty text, several statements, and everything that is not a query.
 */
export async function passGate(statement: Statement, sql: string, kept = false): Promise<void> {
  const { db, connection } = statement;
  checkOpening(sql);
  let prepared: number;
  try {
    prepared = await db.createPrepared(connection, describe + sql);
  } catch (thrown) {
    throw toQueryError(await locate(db, connection, sql, thrown), sql, describe);
  }
  await db.closePrepared(connection, prepared);
  await db.runQuery(connection, kept ? "begin transaction" : "begin transaction read only");
}
