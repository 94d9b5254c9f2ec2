/** The statement of a cell: the filter and the cells that it reads in front, inputs as values, then its own text. */
import type { AnyAnalysis, Parts } from "../analyses/analysis.ts";
import type { Cell, Notebook } from "../notebook/document.ts";
import type { OrderFacts } from "../orders/facts.ts";
import { composePart } from "../sql/compose.ts";
import { literal } from "../sql/literal.ts";
import { parseParams } from "../sql/parse-params.ts";
import type { Context, SqlValue } from "../sql/query.ts";
import { referencesOf } from "../sql/references.ts";
import { composeStatement, withValues, type Composed, type Cte } from "../sql/statement.ts";
import type { ParamSpecs } from "../sql/params.ts";
import { filterCtes } from "./filter-sql.ts";
import { contextNames, Names } from "./graph.ts";
import { inputValue } from "./inputs.ts";
import { listSql } from "./list-sql.ts";
import { writtenSql } from "./references.ts";
import { resolveParams } from "./resolve-params.ts";
import { contextOf, statementsOf, type Statements } from "./statements.ts";

/** The kept table that stands for a cell's result where a statement runs; null where the cell's own text has to. */
export type KeptOf = (cell: Cell) => string | null;

/** What the statement of a chart over a source is; the source is a cell or a table of the orders. */
export type ChartSqlOf = (cell: Extract<Cell, { kind: "chart" }>) => string;

/** Shows whole statements: no cell's result stands for its text. */
export const wholeText: KeptOf = () => null;

/** The statements of an analysis with everything in front of them. */
export interface ComposedAnalysis extends Statements {
  readonly params: Readonly<Record<string, unknown>>;
}

const date = (day: string | null | undefined): SqlValue => (day == null ? null : { date: day });

/** Writes the statements of one notebook over the orders of the moment. */
export class Composer {
  readonly names: Names;
  readonly #notebook: Notebook;
  readonly #analyses: ReadonlyMap<string, AnyAnalysis>;
  readonly #facts: OrderFacts;
  readonly #chartSql: ChartSqlOf;

  constructor(
    notebook: Notebook,
    analyses: ReadonlyMap<string, AnyAnalysis>,
    facts: OrderFacts,
    chartSql: ChartSqlOf,
  ) {
    this.names = new Names(notebook);
    this.#notebook = notebook;
    this.#analyses = analyses;
    this.#facts = facts;
    this.#chartSql = chartSql;
  }

  /** What every statement may name; null with no orders. A list looks at all orders, whatever the filter counts. */
  context(isFiltered = true): Context | null {
    return contextOf(this.#notebook.reading, this.#facts, isFiltered ? this.#notebook.filter : undefined);
  }

  /** Returns the statement of an sql, chart, list or check cell. @throws RegularsError for what is no literal. */
  statement(cell: Cell, kept: KeptOf): Composed {
    const isFiltered = cell.kind !== "list";
    const sql = this.#ownSql(cell, isFiltered);
    return composeStatement(this.#inFront([sql], isFiltered, kept), sql, this.#values(isFiltered));
  }

  /** Returns the statements of an analysis cell; `main` is the kept table that parts read in place of the main query. */
  analysis(
    cell: Extract<Cell, { kind: "analysis" }>,
    analysis: AnyAnalysis,
    context: Context,
    kept: KeptOf,
  ): ComposedAnalysis {
    const params = this.params(cell, analysis);
    const { sql, partSql } = statementsOf(analysis, params, context);
    const compose = (text: string) =>
      composeStatement(this.#inFront([text], true, kept), text, {}).sql;
    return {
      params,
      sql: compose(sql),
      partSql: Object.fromEntries(Object.entries(partSql).map(([name, text]) => [name, compose(text)])),
    };
  }

  /** Returns the statement of a part that reads the main query's kept table. */
  partOver(main: string, part: string, kept: KeptOf): string {
    const text = composePart(`from ${main}`, part);
    return composeStatement(this.#inFront([text], true, kept), text, {}).sql;
  }

  /** Checked parameters with the values of the inputs that they are bound to. @throws RegularsError */
  params(cell: Extract<Cell, { kind: "analysis" }>, analysis: AnyAnalysis): Record<string, unknown> {
    const values = (name: string) => this.names.input(name)?.input.value;
    const given = resolveParams(cell.params, values);
    return parseParams(analysis.params as ParamSpecs, given) as Record<string, unknown>;
  }

  #values(isFiltered: boolean): Readonly<Record<string, string>> {
    const context = this.context(isFiltered);
    const values: Record<string, string> = {};
    for (const name of contextNames) {
      const value = context?.[name] ?? null;
      values[name] = literal(name === "week_start" ? this.#notebook.reading.weekStart : date(value));
    }
    for (const { kind, ...cell } of this.#notebook.cells)
      if (kind === "input" && cell.name !== undefined)
        values[cell.name.toLowerCase()] = inputValue((cell as Extract<Cell, { kind: "input" }>).input);
    return values;
  }

  /** What a cell asks in its own words. */
  #ownSql(cell: Cell, isFiltered: boolean): string {
    const written = writtenSql(cell);
    if (cell.kind === "list") return listSql(cell, this.#analyses, this.context(false));
    if (written !== null) return written;
    if (cell.kind === "chart") return this.#chartSql(cell);
    if (cell.kind !== "analysis") return "select null where false";
    const analysis = this.#analyses.get(cell.analysis)!;
    return statementsOf(analysis, this.params(cell, analysis), this.context(isFiltered)!).sql;
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
      const unkept: KeptOf = this.#notebook.filter.clauses.length > 0 ? onlyLists(kept) : kept;
      const body = table === null ? this.statement(cell, unkept).sql : `from ${table}`;
      lists.set(cell.id, { name: cell.name!, body });
    };
    const visitText = (sql: string) => {
      const { tables, parameters } = referencesOf(sql);
      for (const name of tables) visitTable(name);
      for (const name of parameters) {
        const input = this.names.input(name)?.input;
        const list = input?.type === "list" && input.value !== null ? this.names.list(input.value) : undefined;
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

const withoutEnd = (sql: string) => sql.trim();

const onlyLists =
  (kept: KeptOf): KeptOf =>
  (cell) =>
    cell.kind === "list" ? kept(cell) : null;

/** The statements of an analysis, of which the parts are named as in its definition. */
export const partsOf = (analysis: AnyAnalysis): Parts => analysis.parts as Parts;
