/** Rows of a result, some at a time: kept tables are sliced by rowid, sorted and chosen ones are kept as well. */
import type { Engine, KeptTable, QueryOptions } from "../engine/engine.ts";
import { plainRows } from "../engine/rows.ts";
import type { ColumnSpecs } from "../sql/columns.ts";
import { composePart } from "../sql/compose.ts";
import { orderAndConditions } from "./conditions.ts";
import type { KeepOptions, KeptResults } from "./kept-results.ts";
import { resultColumns, selectList } from "./result-columns.ts";
import type { ResultRow, RowsAnswer, RowsRequest } from "./state.ts";

/** A result that rows can be read of. */
export interface Relation {
  /** Names it among the kept results. */
  readonly key: string;
  /** The statement that gives it, complete. */
  readonly sql: string;
  readonly columns: ColumnSpecs;
  readonly maxSeconds?: number;
  /** The first rows, and how many there are in all where that is known: pages within them are not asked for. */
  readonly first: readonly ResultRow[];
  readonly total: number | null;
}

/** Rows of a kept table from `offset` on. */
export async function slice(
  engine: Engine,
  kept: KeptTable,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly ResultRow[]> {
  if (limit <= 0 || offset >= kept.rows) return [];
  const sql = `select ${selectList(kept)} from ${kept.name} where rowid >= ${offset} and rowid < ${offset + limit} order by rowid`;
  return plainRows(await engine.query(sql, signal ? { signal } : {}));
}

async function readKept(
  engine: Engine,
  results: KeptResults,
  relation: Relation,
  request: RowsRequest,
): Promise<RowsAnswer> {
  const { key, sql, columns, maxSeconds } = relation;
  const time = maxSeconds === undefined ? {} : { maxSeconds };
  const whole = await results.keep(key, { runs: sql, ...time });
  const chosen = orderAndConditions(request, columns);
  // Rows that sort alike stay in the order of the statement.
  const view = request.sort ? `${chosen}, rowid` : chosen;
  const kept = chosen === "" ? whole : await results.keep(`select * from ${whole.name} ${view}`, time);
  try {
    return { rows: await slice(engine, kept, request.offset, request.limit), total: kept.rows };
  } catch (thrown) {
    // Dropped or lost with the engine in between: computed again.
    if (kept.isHere && whole.isHere) throw thrown;
    return readKept(engine, results, relation, request);
  }
}

/** The columns of a statement's result, without running it. */
async function describe(
  engine: Engine,
  sql: string,
  options: QueryOptions,
): Promise<Pick<KeptTable, "columns">> {
  const rows = plainRows(
    await engine.query(`select column_name, column_type from (describe (\n${sql}\n))`, options),
  );
  return {
    columns: rows.map((row) => ({ name: String(row["column_name"]), type: String(row["column_type"]) })),
  };
}

/** The names of the columns of a statement's result, without running it. @throws QueryError */
export async function columnNames(
  engine: Engine,
  sql: string,
  options: QueryOptions,
): Promise<readonly string[]> {
  return (await describe(engine, sql, options)).columns.map(({ name }) => name);
}

/** Without kept results every page is the whole statement again. */
async function readAnew(
  engine: Engine,
  { sql, columns, maxSeconds }: Pick<Relation, "sql" | "columns" | "maxSeconds">,
  request: RowsRequest,
): Promise<RowsAnswer> {
  const options = maxSeconds === undefined ? {} : { maxSeconds };
  const chosen = (of: RowsRequest) => `from (\n${sql}\n) ${orderAndConditions(of, columns)}`;
  const unsorted = chosen({ ...request, sort: null });
  const shape = await describe(engine, sql, options);
  const counted = await engine.query(`select cast(count(*) as double) as total ${unsorted}`, options);
  const page = `select ${selectList(shape)} ${chosen(request)} limit ${request.limit} offset ${request.offset}`;
  const rows = plainRows(await engine.query(page, options));
  return { rows, total: Number(counted.getChild("total")?.get(0)) };
}

/** The first rows of a statement that is run now, and its columns. At most `limit` rows; null is all. @throws QueryError */
export async function runFirst(
  engine: Engine,
  results: KeptResults,
  sql: string,
  limit: number | null,
  options: Omit<KeepOptions, "runs">,
): Promise<RowsAnswer & { readonly columns: ColumnSpecs }> {
  if (engine.keeps) {
    const kept = await results.keep(sql, options);
    try {
      const rows = await slice(engine, kept, 0, limit ?? kept.rows, options.signal);
      return { rows, columns: resultColumns(kept), total: kept.rows };
    } catch (thrown) {
      // Lost with the engine in between.
      if (kept.isHere) throw thrown;
      return runFirst(engine, results, sql, limit, options);
    }
  }
  const { again: _again, ...asked } = options;
  const shape = await describe(engine, sql, asked);
  const columns = resultColumns(shape);
  const request = { offset: 0, limit: limit ?? Number.MAX_SAFE_INTEGER, sort: null, where: [] };
  return { ...(await readAnew(engine, { sql, columns, ...asked }, request)), columns };
}

/**
 * Returns the rows of our own SELECT over a result, which it reads as `result`: over the kept rows, without running the
 * statement of the result again. @throws QueryError
 */
export async function readOver(
  engine: Engine,
  results: KeptResults,
  relation: Relation,
  sql: string,
  signal?: AbortSignal,
): Promise<readonly ResultRow[]> {
  const { maxSeconds } = relation;
  const options = { ...(signal && { signal }), ...(maxSeconds !== undefined && { maxSeconds }) };
  if (!engine.keeps) return plainRows(await engine.query(composePart(relation.sql, sql), options));
  const kept = await results.keep(relation.key, { runs: relation.sql, ...options });
  try {
    return plainRows(await engine.query(composePart(`from ${kept.name}`, sql), options));
  } catch (thrown) {
    // Dropped or lost with the engine in between: computed again.
    if (kept.isHere) throw thrown;
    return readOver(engine, results, relation, sql, signal);
  }
}

/** Returns rows of a result. @throws RegularsError for a condition that does not fit; QueryError. */
export function readPage(
  engine: Engine,
  results: KeptResults,
  relation: Relation,
  request: RowsRequest,
): Promise<RowsAnswer> {
  const { first, total } = relation;
  const { offset, limit, sort, where } = request;
  const isKnown = total !== null && (offset + limit <= first.length || first.length === total);
  if (isKnown && !sort && where.length === 0)
    return Promise.resolve({ rows: first.slice(offset, offset + limit), total });
  return engine.keeps ? readKept(engine, results, relation, request) : readAnew(engine, relation, request);
}
