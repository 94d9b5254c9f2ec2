/** Rows of a result, some at a time: kept tables are sliced by rowid, sorted and chosen ones are kept as well. */
import type { Engine, KeptTable } from "../engine/engine.ts";
import { plainRows } from "../engine/rows.ts";
import type { ColumnSpecs } from "../sql/columns.ts";
import { orderAndConditions } from "./conditions.ts";
import type { KeptResults } from "./kept-results.ts";
import { selectList } from "./result-columns.ts";
import type { ResultRow, RowsAnswer, RowsRequest } from "./state.ts";

/** A result that rows can be read of. */
export interface Relation {
  /** Names it among the kept results. */
  readonly key: string;
  /** The statement that gives it, complete. */
  readonly sql: string;
  readonly columns: ColumnSpecs;
  readonly maxSeconds?: number;
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

/** Without kept results every page is the whole statement again. */
async function readAnew(engine: Engine, { sql, columns, maxSeconds }: Relation, request: RowsRequest): Promise<RowsAnswer> {
  const options = maxSeconds === undefined ? {} : { maxSeconds };
  const chosen = (of: RowsRequest) => `from (\n${sql}\n) ${orderAndConditions(of, columns)}`;
  const unsorted = chosen({ ...request, sort: null });
  const counted = await engine.query(`select cast(count(*) as double) as total ${unsorted}`, options);
  const { offset, limit } = request;
  const page = `select * ${chosen(request)} limit ${limit} offset ${offset}`;
  const rows = plainRows(await engine.query(page, options));
  return { rows, total: Number(counted.getChild("total")?.get(0)) };
}

/** Returns rows of a result. @throws RegularsError for a condition that does not fit; QueryError. */
export function readPage(
  engine: Engine,
  results: KeptResults,
  relation: Relation,
  request: RowsRequest,
): Promise<RowsAnswer> {
  return engine.keeps ? readKept(engine, results, relation, request) : readAnew(engine, relation, request);
}
