/** Evaluates cells over the orders: statements composed, run into kept tables, and their first rows read. */
import { mainColumns, type AnyAnalysis } from "../analyses/analysis.ts";
import { fitInWorker } from "../analyses/fit-client.ts";
import { RegularsError } from "../base/error.ts";
import { userStatementSeconds, type KeptTable } from "../engine/engine.ts";
import { plainRows } from "../engine/rows.ts";
import { Slots } from "../engine/slots.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { ChartSpec } from "../notebook/chart-spec.ts";
import type { Cell, Notebook } from "../notebook/document.ts";
import type { ColumnSpecs } from "../sql/columns.ts";
import { render } from "../sql/render.ts";
import type { Composed } from "../sql/statement.ts";
import { chartSql } from "./chart-sql.ts";
import { Composer, wholeText, type KeptOf } from "./compose-cell.ts";
import { keptReader, type KeptReader } from "./analysis-reader.ts";
import { evaluate, type Source } from "./evaluate.ts";
import { Fits, MissingFit } from "./fits.ts";
import { KeptResults } from "./kept-results.ts";
import { orderColumns } from "./order-columns.ts";
import { inOwnText } from "./own-place.ts";
import { columnNames, readOver, readPage, runFirst, type Relation } from "./pages.ts";
import { writtenSql } from "./references.ts";
import type { Evaluator, Outcome } from "./task.ts";
import type { AnswerResult, CellResult, ResultRow, RowsAnswer, RowsRequest, TableResult } from "./state.ts";

/** Statements of one engine that run at once. */
const statementsAtOnce = 2;

/** Rows of a table that its state holds; further ones are asked for. */
const firstRows = 200;

type Of<K extends Cell["kind"]> = Extract<Cell, { readonly kind: K }>;

/** What an evaluation may be told. */
interface Run {
  readonly signal: AbortSignal;
  readonly again: boolean;
  /** What stands for other cells in the statements that run. */
  readonly keptOf: KeptOf;
}

/** What the cells are and over what they are evaluated. */
export interface Ground {
  readonly notebook: Notebook;
  readonly source: Source;
  readonly messages: Messages;
}

/** Evaluates the cells of one notebook. The ground under it changes; an evaluation keeps the one that it began on. */
export class CellEvaluator implements Evaluator {
  readonly #analyses: ReadonlyMap<string, AnyAnalysis>;
  readonly #currentResult: (id: string) => CellResult | null;
  readonly #slots = new Slots(statementsAtOnce);
  readonly #relations = new WeakMap<CellResult, Relation>();
  /** The columns of the SELECTs of lists, by statement. */
  readonly #listColumns = new Map<string, readonly string[]>();
  #kept: KeptResults | null = null;
  #fits: Fits | null = null;
  #ground: Ground | null = null;
  #composer: Composer | null = null;

  /** `currentResult` is the result of a cell where it answers its question as it is now. */
  constructor(analyses: ReadonlyMap<string, AnyAnalysis>, currentResult: (id: string) => CellResult | null) {
    this.#analyses = analyses;
    this.#currentResult = currentResult;
  }

  /** Takes what cells are evaluated over; null while there are no orders. `isNew`: other orders than before. */
  setGround(ground: Ground | null, isNew: boolean): void {
    if (isNew) {
      this.#kept?.clear();
      this.#kept = ground && new KeptResults(ground.source.engine);
      this.#fits = ground && new Fits(ground.source.engine, fitInWorker);
    }
    this.#ground = ground;
    this.#composer =
      ground &&
      new Composer(
        ground.notebook,
        this.#analyses,
        ground.source.facts,
        (cell) => this.#chartSql(cell),
        (cell) => (cell.list.by === "sql" ? this.#listColumns.get(cell.list.sql) : undefined),
        this.#fits!,
      );
  }

  evaluate(id: string, signal: AbortSignal, again: boolean): Promise<Outcome> {
    return this.#overKept((keptOf) =>
      this.#overFits(signal, () => this.#evaluate(id, { signal, again, keptOf })),
    );
  }

  async #evaluate(id: string, run: Run): Promise<Outcome> {
    const cell = this.#tools().ground.notebook.cells.find((each) => each.id === id);
    if (!cell) throw new RegularsError(`unknown cell: ${id}`);
    switch (cell.kind) {
      case "analysis":
        return this.#analysis(cell, run);
      case "check":
        return this.#check(cell, run);
      case "list":
        return this.#list(cell, run);
      case "sql":
      case "chart":
        return { status: "done", last: await this.#table(cell, run) };
      default:
        throw new RegularsError(`invalid cell: ${id} computes nothing`);
    }
  }

  /** Returns rows of a result. @throws RegularsError where the result is no table; QueryError. */
  rows(result: CellResult, request: RowsRequest): Promise<RowsAnswer> {
    const relation = this.#relations.get(result);
    if (!relation || !this.#ground || !this.#kept) throw new RegularsError("missing result: it has no rows");
    return readPage(this.#ground.source.engine, this.#kept, relation, request);
  }

  /** Returns what a chart draws of a result; none where it draws nothing yet. @throws as {@link rows} */
  drawn(result: CellResult, chart: ChartSpec, signal: AbortSignal): Promise<readonly ResultRow[]> {
    const relation = this.#relations.get(result);
    if (!relation || !this.#ground || !this.#kept) throw new RegularsError("missing result: it has no rows");
    const sql = chartSql("result", chart, relation.columns);
    if (sql === null) return Promise.resolve([]);
    const { source, notebook } = this.#ground;
    const kept = this.#kept;
    const asked = render(sql, { week_start: notebook.reading.weekStart });
    return this.#inTurn(signal, () => readOver(source.engine, kept, relation, asked, signal));
  }

  /** Returns a statement that stands alone, as that of an sql cell. @throws RegularsError with no orders. */
  whole(sql: string): string {
    return this.#tools().composer.statement({ kind: "sql", id: "asked", sql }, wholeText).sql;
  }

  /** Forgets every kept result. */
  close(): void {
    this.setGround(null, true);
  }

  /** The kept table of a cell's result, where it is still there. */
  #keptResult(cell: Cell): KeptTable | undefined {
    const result = this.#currentResult(cell.id);
    const relation = result && this.#relations.get(result);
    return relation ? this.#kept?.find(relation.key) : undefined;
  }

  /** Does work over the kept results of other cells, and again where one of them was lost meanwhile. */
  async #overKept<T>(work: (keptOf: KeptOf) => Promise<T>): Promise<T> {
    const used = new Set<KeptTable>();
    const keptOf: KeptOf = (cell) => {
      const kept = this.#keptResult(cell);
      if (kept) used.add(kept);
      return kept?.name ?? null;
    };
    try {
      return await work(keptOf);
    } catch (thrown) {
      if ([...used].every(({ isHere }) => isHere)) throw thrown;
      return this.#overKept(work);
    }
  }

  /** Does work that may name fits of other analyses, and again once each of them is computed. */
  async #overFits<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof MissingFit)) throw thrown;
      await this.#tools().fits.compute(thrown.question, signal);
      return this.#overFits(signal, work);
    }
  }

  async #inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const giveBack = await this.#slots.take(signal);
    return work().finally(giveBack);
  }

  /** Runs the statement of a cell, which a person wrote or which was made of a chart or a list, and gives its table. */
  async #table(cell: Of<"sql" | "chart" | "list">, { signal, again, keptOf }: Run): Promise<TableResult> {
    const { composer, engine, kept } = this.#tools();
    const { sql } = composer.statement(cell, wholeText);
    const runs = composer.statement(cell, keptOf);
    // A chart draws all of its rows: its statement gives no more than a picture holds.
    const limit = cell.kind === "chart" ? null : firstRows;
    const options = { signal, again, maxSeconds: userStatementSeconds };
    return this.#inTurn(signal, async () => {
      const start = performance.now();
      const { rows, columns, total } = await this.#told(cell, runs, () =>
        runFirst(engine, kept, runs.sql, limit, options),
      );
      const milliseconds = performance.now() - start;
      const result: TableResult = { kind: "table", sql, columns, rows, total, milliseconds };
      const key = runs.sql;
      this.#relations.set(result, {
        key,
        sql,
        columns,
        maxSeconds: userStatementSeconds,
        first: rows,
        total,
      });
      return result;
    });
  }

  async #list(cell: Of<"list">, run: Run): Promise<Outcome> {
    const { composer, engine } = this.#tools();
    if (!composer.context()) return { status: "unanswerable", why: this.#noOrders(), last: null };
    if (cell.list.by === "sql") {
      const written = composer.written(cell, cell.list.sql, run.keptOf);
      const options = { signal: run.signal, maxSeconds: userStatementSeconds };
      const names = await this.#told(cell, written, () => columnNames(engine, written.sql, options));
      this.#listColumns.set(cell.list.sql, names);
      if (!names.some((name) => /^customer_(key|id)$/i.test(name)))
        throw new RegularsError("missing column: customer_key or customer_id", {
          hint: `The columns are ${names.join(", ")}.`,
        });
    }
    return { status: "done", last: await this.#table(cell, run) };
  }

  async #check(cell: Of<"check">, { signal, keptOf }: Run): Promise<Outcome> {
    const { composer, engine } = this.#tools();
    const { sql } = composer.statement(cell, wholeText);
    const runs = composer.statement(cell, keptOf);
    const options = { signal, maxRows: 1, maxSeconds: userStatementSeconds };
    const [row] = await this.#inTurn(signal, () =>
      this.#told(cell, runs, async () => plainRows(await engine.query(runs.sql, options))),
    );
    const answer = row === undefined ? null : Object.values(row)[0];
    const isPlain = answer === null || ["string", "number", "boolean"].includes(typeof answer);
    if (!isPlain)
      throw new RegularsError("unsupported answer: it is a list or a structure", {
        hint: "The first column of the first row is the answer.",
      });
    return { status: "done", last: { kind: "answer", expected: answer as AnswerResult["expected"], sql } };
  }

  async #analysis(cell: Of<"analysis">, run: Run): Promise<Outcome> {
    const analysis = this.#analyses.get(cell.analysis);
    if (!analysis) throw new RegularsError(`unknown analysis: ${cell.analysis}`);
    const tools = { ...this.#tools(), inTurn: <T>(work: () => Promise<T>) => this.#inTurn(run.signal, work) };
    const { composer, ground } = tools;
    const { reading, filter } = ground.notebook;
    const question = { analysis, params: composer.params(cell), reading, filter, messages: ground.messages };
    let reads: KeptReader | undefined;
    const ended = await evaluate(
      question,
      ground.source.facts,
      (params, context) => {
        reads = keptReader({ ...tools, ...run, analysis, params, context, isNamed: cell.name !== undefined });
        return reads;
      },
      (params, context) =>
        tools.fits.fitted(composer.fitQuestion(analysis, params, context), run.signal, run.again),
    );
    if ("why" in ended) return { status: "unanswerable", why: ended.why, last: null };
    const { result } = ended;
    const { rows: first, whole } = result.result;
    const total = whole ? first.length : (reads?.total() ?? null);
    const columns = mainColumns(analysis, result.params);
    this.#relations.set(result, { key: reads?.key ?? result.sql, sql: result.sql, columns, first, total });
    return { status: "done", last: result };
  }

  /** Runs a statement; its errors are told in the text of the cell. */
  async #told<T>(cell: Cell, runs: Composed, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      const written = writtenSql(cell);
      if (written === null) throw thrown;
      throw inOwnText(
        thrown,
        runs,
        written,
        this.#tools().composer.names.of("sql", "analysis", "chart", "list"),
      );
    }
  }

  #chartSql(cell: Of<"chart">): string {
    const source = this.#composer!.names.table(cell.source);
    const result = source ? this.#currentResult(source.id) : null;
    const columns = source ? columnsOf(source, result, this.#analyses) : orderColumns(cell.source);
    const sql = columns && chartSql(source?.name ?? cell.source, cell.chart, columns);
    if (sql === null) throw new RegularsError(`missing columns: the chart of ${cell.source} is not finished`);
    return sql;
  }

  #tools() {
    const [composer, ground, kept, fits] = [this.#composer, this.#ground, this.#kept, this.#fits];
    if (!composer || !ground || !kept || !fits) throw new RegularsError("missing orders: none are loaded");
    return { composer, ground, kept, fits, engine: ground.source.engine };
  }

  #noOrders() {
    return { reason: m.app_no_orders({}, this.#tools().ground.messages) };
  }
}

/** The columns of a cell's result. */
function columnsOf(
  cell: Cell,
  result: CellResult | null,
  analyses: ReadonlyMap<string, AnyAnalysis>,
): ColumnSpecs | null {
  if (result?.kind === "table") return result.columns;
  const analysis = cell.kind === "analysis" ? analyses.get(cell.analysis) : undefined;
  if (!analysis) return null;
  return result?.kind === "analysis"
    ? mainColumns(analysis, result.params)
    : (analysis.columns as ColumnSpecs);
}
