/** The statement of a cell: the filter and the cells that it reads in front, inputs as values, then its own text. */
import type { AnyAnalysis, Parts } from "../analyses/analysis.ts";
import { RegularsError } from "../base/error.ts";
import type { Cell, Notebook } from "../notebook/document.ts";
import type { OrderFacts } from "../orders/facts.ts";
import { literal } from "../sql/literal.ts";
import { parseParams } from "../sql/parse-params.ts";
import type { Context, SqlValue } from "../sql/query.ts";
import { referencesOf } from "../sql/references.ts";
import { composeStatement, withValues, type Composed, type Cte } from "../sql/statement.ts";
import type { ParamSpecs } from "../sql/params.ts";
import { MissingFit, type FitQuestion, type Fits } from "./fits.ts";
import { filterCtes } from "./filter-sql.ts";
import { contextNames, Names } from "./graph.ts";
import { inputValue } from "./inputs.ts";
import { listSql } from "./list-sql.ts";
import { writtenSql } from "./references.ts";
import { resolveParams } from "./resolve-params.ts";
import {
  contextOf,
  fitStatement,
  partStatement,
  statementsOf,
  valuesOf,
  type CheckedParams,
  type Statements,
} from "./statements.ts";

/** The kept table that stands for a cell's result where a statement runs; null where the cell's own text has to. */
export type KeptOf = (cell: Cell) => string | null;

/** What the statement of a chart over a source is; the source is a cell or a table of the orders. */
export type ChartSqlOf = (cell: Extract<Cell, { kind: "chart" }>) => string;

/** The columns of the SELECT of a list, where they are known. */
export type ColumnsOf = (cell: Extract<Cell, { kind: "list" }>) => readonly string[] | undefined;

/** Shows whole statements: no cell's result stands for its text. */
export const wholeText: KeptOf = () => null;

const date = (day: string | null): SqlValue => (day === null ? null : { date: day });

/** Writes the statements of one notebook over the orders of the moment. */
export class Composer {
  readonly names: Names;
  readonly #notebook: Notebook;
  readonly #analyses: ReadonlyMap<string, AnyAnalysis>;
  readonly #facts: OrderFacts;
  readonly #chartSql: ChartSqlOf;
  readonly #columnsOf: ColumnsOf;
  readonly #fits: Pick<Fits, "find">;

  constructor(
    notebook: Notebook,
    analyses: ReadonlyMap<string, AnyAnalysis>,
    facts: OrderFacts,
    chartSql: ChartSqlOf,
    columnsOf: ColumnsOf,
    fits: Pick<Fits, "find">,
  ) {
    this.names = new Names(notebook);
    this.#notebook = notebook;
    this.#analyses = analyses;
    this.#facts = facts;
    this.#chartSql = chartSql;
    this.#columnsOf = columnsOf;
    this.#fits = fits;
  }

  /** What every statement may name; null with no orders. A list looks at all orders, whatever the filter counts. */
  context(isFiltered = true): Context | null {
    return contextOf(this.#notebook.reading, this.#facts, isFiltered ? this.#notebook.filter : undefined);
  }

  /** Returns the statement of an sql, chart, list or check cell. @throws RegularsError for what is no literal. */
  statement(cell: Cell, kept: KeptOf): Composed {
    const isFiltered = cell.kind !== "list";
    const sql = this.#ownSql(cell, isFiltered);
    return composeStatement(
      this.#inFront([sql], isFiltered, this.#keptFor(cell, kept)),
      sql,
      this.#values(isFiltered),
    );
  }

  /** Returns a person's SELECT of a list as it stands, which tells the list's columns. */
  written(cell: Extract<Cell, { kind: "list" }>, sql: string, kept: KeptOf): Composed {
    return composeStatement(this.#inFront([sql], false, this.#keptFor(cell, kept)), sql, this.#values(false));
  }

  /** Under a filter the kept results of cells are not those over all orders; lists always are. */
  #keptFor(cell: Cell, kept: KeptOf): KeptOf {
    return cell.kind === "list" && this.#notebook.filter.clauses.length > 0 ? onlyLists(kept) : kept;
  }

  /** Returns the statements of an analysis cell. */
  analysis(analysis: AnyAnalysis, params: CheckedParams, context: Context, kept: KeptOf): Statements {
    const { sql, partSql } = statementsOf(analysis, params, context);
    const parts = Object.entries(partSql).map(([name, text]) => [name, this.#complete(text, kept)]);
    return { sql: this.#complete(sql, kept), partSql: Object.fromEntries(parts) as Statements["partSql"] };
  }

  /** Returns what the fit of an analysis is computed from. @throws RegularsError where it has none. */
  fitQuestion(
    analysis: AnyAnalysis,
    params: CheckedParams,
    context: Context,
    isFiltered = true,
  ): FitQuestion {
    const sql = fitStatement(analysis, params, context);
    if (sql === null) throw new RegularsError(`unknown fit: ${analysis.id} has none`);
    return { analysis, params, context, sql: this.#complete(sql, wholeText, isFiltered) };
  }

  /** The context with the values of an analysis's fit, where it has one. @throws MissingFit where nobody has computed it. */
  #withFit(analysis: AnyAnalysis, params: CheckedParams, context: Context, isFiltered: boolean): Context {
    if (!analysis.fit) return context;
    const question = this.fitQuestion(analysis, params, context, isFiltered);
    const fitted = this.#fits.find(question);
    if (!fitted) throw new MissingFit(question);
    return { ...context, fitted };
  }

  /** Returns the statement of a part of an analysis that reads the main query's kept table. */
  partOver(
    main: string,
    part: string,
    analysis: AnyAnalysis,
    params: CheckedParams,
    context: Context,
    kept: KeptOf,
  ): string {
    const values = valuesOf(analysis, params, context);
    const text = partStatement(partsOf(analysis)[part]!, params, values, `from ${main}`);
    return this.#complete(text, kept);
  }

  #complete(text: string, kept: KeptOf, isFiltered = true): string {
    return composeStatement(this.#inFront([text], isFiltered, kept), text, {}).sql;
  }

  /** Parameters of an analysis cell with the values of the inputs that they are bound to, not checked. */
  params(cell: Extract<Cell, { kind: "analysis" }>): Readonly<Record<string, unknown>> {
    return resolveParams(cell.params, (name) => this.names.input(name)?.input);
  }

  #values(isFiltered: boolean): Readonly<Record<string, string>> {
    const context = this.context(isFiltered);
    const values: Record<string, string> = {};
    for (const name of contextNames) {
      const value = context?.[name] ?? null;
      if (name === "week_start") values[name] = literal(this.#notebook.reading.weekStart);
      else values[name] = literal(isWord(name) ? value : date(value));
    }
    for (const { kind, ...cell } of this.#notebook.cells)
      if (kind === "input" && cell.name !== undefined)
        values[cell.name.toLowerCase()] = inputValue((cell as Extract<Cell, { kind: "input" }>).input);
    return values;
  }

  /** What a cell asks in its own words. */
  #ownSql(cell: Cell, isFiltered: boolean): string {
    if (cell.kind === "list") return this.#listSql(cell);
    const written = writtenSql(cell);
    if (written !== null) return written;
    if (cell.kind === "chart") return this.#chartSql(cell);
    if (cell.kind !== "analysis") return "select null where false";
    const analysis = this.#analyses.get(cell.analysis)!;
    const params = parseParams(analysis.params as ParamSpecs, this.params(cell)) as CheckedParams;
    const context = this.#withFit(analysis, params, this.#someContext(isFiltered), isFiltered);
    return statementsOf(analysis, params, context).sql;
  }

  #listSql(cell: Extract<Cell, { kind: "list" }>): string {
    const columns = this.#columnsOf(cell);
    return listSql(cell.list, {
      analyses: [...this.#analyses.values()],
      context: this.#someContext(false),
      withFit: (analysis, params, context) => this.#withFit(analysis, params, context, false),
      ...(columns && { columns }),
    });
  }

  /** @throws RegularsError with no orders. */
  #someContext(isFiltered: boolean): Context {
    const context = this.context(isFiltered);
    if (!context) throw new RegularsError("missing orders");
    return context;
  }

  /**
   * What has to stand in front of these texts: first lists, each with what it needs inside, so that it reads all orders;
   * then the filter; then the cells that are read, each after those that it reads itself. Only what is used.
   */
  #inFront(texts: readonly string[], isFiltered: boolean, kept: KeptOf): readonly Cte[] {
    const context = this.context(isFiltered);
    const filter = isFiltered && context ? filterCtes(this.#notebook.filter, context) : [];
    const lists = new Map<string, Cte>();
    const used = new Set<string>();
    const cells = new Map<string, Cte | null>();
    const addList = (cell: Cell) => {
      if (lists.has(cell.id)) return;
      const table = kept(cell);
      const body = table === null ? this.statement(cell, kept).sql : `from ${table}`;
      lists.set(cell.id, { name: cell.name!, body });
    };
    const visitText = (sql: string) => {
      const { tables, parameters } = referencesOf(sql);
      for (const name of tables) visitTable(name);
      for (const name of parameters) {
        const input = this.names.input(name)?.input;
        const list =
          input?.type === "list" && input.value !== null ? this.names.list(input.value) : undefined;
        if (list) addList(list);
      }
    };
    const visitTable = (name: string) => {
      const shadow = filter.find((each) => each.name === name.toLowerCase());
      if (shadow) {
        if (used.has(shadow.name)) return;
        used.add(shadow.name);
        return visitText(shadow.body);
      }
      const cell = this.names.table(name);
      if (!cell) return;
      if (cell.kind === "list") return addList(cell);
      if (cells.has(cell.id)) return;
      cells.set(cell.id, null);
      const table = kept(cell);
      const own = table === null ? this.#ownSql(cell, isFiltered) : `from ${table}`;
      if (table === null) visitText(own);
      const isWritten = table === null && cell.kind !== "analysis";
      const body = isWritten ? withValues(own, this.#values(isFiltered)) : withoutEnd(own);
      // Deleted and set anew, so that it stands after those that it reads.
      cells.delete(cell.id);
      cells.set(cell.id, { name: cell.name!, body });
    };
    texts.forEach(visitText);
    return [
      ...lists.values(),
      ...filter.filter(({ name }) => used.has(name)),
      ...[...cells.values()].filter((cte) => cte !== null),
    ];
  }
}

/** True for a value that every statement may name and that is no date. */
const isWord = (name: (typeof contextNames)[number]) => name === "refund_policy" || name === "amount_rule";

const withoutEnd = (sql: string) => sql.trim();

const onlyLists =
  (kept: KeptOf): KeptOf =>
  (cell) =>
    cell.kind === "list" ? kept(cell) : null;

const partsOf = (analysis: AnyAnalysis): Parts => analysis.parts as Parts;
