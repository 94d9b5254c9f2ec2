/** What an analysis is: a question with typed SQL, a chart, a headline and an explanation. */
import type { PlotOptions } from "@observablehq/plot";
import type { CalendarEvent } from "../base/icalendar.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { ColumnSpecs, RowOf } from "../sql/columns.ts";
import type { ParamSpecs, ParamsOf } from "../sql/params.ts";
import type { Context, SqlValue } from "../sql/query.ts";
import type { Messages } from "../messages/messages.ts";
import type { Fit } from "./fit.ts";

/** A further result of an analysis: its SQL reads the main query as the CTE `result` and stands alone once composed. */
export interface Part<C extends ColumnSpecs = ColumnSpecs> {
  readonly sql: string;
  /** False where the SQL does not read `result` and stands alone as it is; absent: true. */
  readonly readsResult?: boolean;
  readonly columns: C;
  /** The boolean parameter that asks for it: where that is false, another SQL runs that gives no row. Absent: always asked. */
  readonly askedBy?: string;
}

/** The parts of an analysis by name. */
export type Parts = Readonly<Record<string, Part>>;

/** A value of a mark's column. */
export type MarkValue = string | number | boolean | null;

/** A mark of a chart: values of {@link Members.columns}, all of which are equal for the customers behind it. */
export type Mark = Readonly<Record<string, MarkValue>>;

/**
 * The customers behind the marks of an analysis: rows of `customer_key` and the columns of a mark. A customer has a row for
 * every mark that holds it, so that those of one mark are told apart by `distinct`.
 */
export interface Members {
  readonly sql: string;
  /** The SQL where the boolean parameter is true: who is behind marks that only then are drawn. */
  readonly askedBy?: { readonly param: string; readonly sql: string };
  /** True where the SQL reads the main query as the CTE `result`, as a part does; else it stands alone. */
  readonly readsResult: boolean;
  /** The columns besides `customer_key`. */
  readonly columns: ColumnSpecs;
}

/** The rows of an analysis: the main query's (at most `rowLimit` of them) and those of each part (always all). */
export interface Result<C extends ColumnSpecs = ColumnSpecs, Q extends Parts = Parts> {
  readonly rows: readonly RowOf<C>[];
  /** False when the main query had more rows than were read. */
  readonly whole: boolean;
  readonly parts: { readonly [K in keyof Q]: readonly RowOf<Q[K]["columns"]>[] };
}

/** What a chart and a headline need besides rows. */
export interface Telling {
  readonly messages: Messages;
  readonly context: Context;
  readonly facts: OrderFacts;
}

/** The size of the place for a chart, in CSS pixels. */
export interface ChartFrame extends Telling {
  readonly width: number;
}

/** A mark of a chart that a person can walk to, with what is spoken there. */
export interface ChartStop {
  /** Place in the walk: arrow keys move along row and column. */
  readonly row: number;
  readonly column: number;
  /** Box in the chart's own coordinates. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Tooltip lines in the design's order: what, value, n, interval, comparison. One sentence is made of them to be spoken. */
  readonly lines: readonly string[];
  /** The customers that it stands for; absent where it stands for none. */
  readonly who?: Mark;
}

/** One drawn figure: pure data until the chart component plots it. */
export interface ChartFigure {
  readonly id: string;
  /** Title and subtitle above the figure. */
  readonly title: string;
  readonly subtitle: string;
  /** One sentence that says what the chart shows: its accessible name. */
  readonly summary: string;
  readonly options: PlotOptions;
  readonly stops: readonly ChartStop[];
  /** Legend entries: text with the colour token of its mark, or hatched. */
  readonly legend?: readonly { readonly label: string; readonly token: string; readonly hatched?: boolean }[];
  /** Share of the column's width, 1 = all (default); figures whose shares add up to 1 stand side by side. */
  readonly share?: number;
  /** True for a figure that stands under the small table, which then is beside the first row of figures with room. */
  readonly aside?: boolean;
}

/** A figure that is text: a tile of the overview or a row of a small table beside a chart. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly change: string | null;
  readonly note: string | null;
  /** Series under the figure, oldest first; null is not yet complete and drawn hatched, undefined has no figure: a gap. */
  readonly spark: readonly (number | null | undefined)[];
  /** The customers that it stands for; absent where it stands for none. */
  readonly who?: Mark;
}

/** A small table that stands beside or under a chart. */
export interface SideTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Column indexes that are figures, aligned right. */
  readonly numeric: readonly number[];
  readonly notes: readonly string[];
  /** Colour tokens of the rows' marks in the chart, in the order of the rows; a row without one is not marked there. */
  readonly swatches?: readonly (string | undefined)[];
  /** True when the last row sums up the others. */
  readonly totalled?: boolean;
  /** The customers that the rows stand for, in the order of the rows. */
  readonly who?: readonly (Mark | undefined)[];
}

/** What the chart tab shows. */
export interface ChartView {
  readonly tiles?: readonly Tile[];
  readonly figures: readonly ChartFigure[];
  readonly table?: SideTable;
}

/** The headline: one sentence with its figures, and the line of n and interval below it. */
export interface Headline {
  readonly sentence: string;
  readonly basis: string;
}

/** Why an analysis cannot be answered by these orders. */
export type Unanswerable = { readonly reason: string } | null;

/** One question over the order data. */
export interface Analysis<
  P extends ParamSpecs = ParamSpecs,
  C extends ColumnSpecs = ColumnSpecs,
  Q extends Parts = Parts,
> {
  /** The folder's name; documents refer to it, so it never changes. */
  readonly id: string;
  /** The main query: the contract's rows. */
  readonly sql: string;
  readonly params: P;
  readonly columns: C;
  /**
   * The columns of the main query under these parameters, {@link columns} among them, in the order of its select list;
   * absent where they are `columns` always.
   */
  columnsOf?(params: ParamsOf<P>): ColumnSpecs;
  readonly parts: Q;
  /** Who stands behind the marks of the charts; absent where no mark stands for customers. */
  readonly members?: Members;
  /** What is computed before the statements, where SQL cannot (a likelihood, a bootstrap): they name its values. */
  readonly fit?: Fit;
  /** Rows of the main query that a cell reads; analyses with one row per entity set it. Default: all. */
  readonly rowLimit?: number;
  /**
   * Further `$name` values that SQL needs, derived from checked parameters (a struct taken apart into lists) and from what
   * every query may name (dates of holidays in the days ahead).
   */
  bind?(params: ParamsOf<P>, context: Context): Readonly<Record<string, SqlValue>>;
  /** Columns (as in `OrderFacts.filled`) without which it is disabled. */
  readonly needs: readonly string[];
  /** The reason why these parameters cannot be answered with these orders, or null. */
  check?(params: ParamsOf<P>, telling: Telling): Unanswerable;
  title(messages: Messages): string;
  /** The question in the merchant's words. */
  question(messages: Messages): string;
  /** A parameter's label and its values' labels. */
  paramLabel(name: keyof P & string, messages: Messages): string;
  choiceLabel(name: keyof P & string, choice: string, messages: Messages): string;
  /** The label of a field of a table parameter; needed where there is one. */
  fieldLabel?(name: keyof P & string, field: string, messages: Messages): string;
  /** The label of a choice in a field of a table parameter; needed where a field is a choice. */
  fieldChoiceLabel?(name: keyof P & string, field: string, choice: string, messages: Messages): string;
  /** Values that these orders offer for a text parameter or, with `field`, for a text field of a table parameter. */
  suggestions?(name: keyof P & string, field: string | null, facts: OrderFacts): readonly string[];
  /** The label of a suggestion. Where an analysis gives it, the field takes nothing else: it is chosen, not typed. */
  suggestionLabel?(
    name: keyof P & string,
    field: string | null,
    suggestion: string,
    messages: Messages,
  ): string;
  /** The mark of {@link members} that a row of the main query stands for, or null: its table opens these customers. */
  rowMark?(row: RowOf<C>): Mark | null;
  /** Who stands behind a mark, as a clause: "3 customers in …". Absent or null: the words of the mark's place. */
  markLabel?(mark: Mark, params: ParamsOf<P>, telling: Telling): string | null;
  /** The further question that a mark raises; absent or null: none. */
  lead?(mark: Mark, params: ParamsOf<P>, messages: Messages): Lead | null;
  /** The share (0…1) of its customers that their contact file holds back at first; absent: that of every contact file. */
  controlShare?(params: ParamsOf<P>): number;
  headline(result: Result<C, Q>, params: ParamsOf<P>, telling: Telling): Headline;
  chart(result: Result<C, Q>, params: ParamsOf<P>, frame: ChartFrame): ChartView;
  /** The days that it names as events of a calendar, by day; absent where it names none that are still to come. */
  calendar?(result: Result<C, Q>, params: ParamsOf<P>, telling: Telling): readonly CalendarEvent[];
  /** The explanation in Markdown: question, definition, how to read it, limits, source. */
  readonly explain: Readonly<Record<"en" | "zh-Hans", string>>;
}

/** A question that another analysis answers. */
export interface Lead {
  /** Its id. */
  readonly analysis: string;
  /** Its parameters that are not its defaults. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The words of the button that asks it. */
  readonly label: string;
}

/** An analysis whose types are forgotten, as registries hold it. */
export type AnyAnalysis = Analysis<any, any, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** The columns of an analysis's main query under checked parameters, in the order of its select list. */
export function mainColumns(analysis: AnyAnalysis, params: Readonly<Record<string, unknown>>): ColumnSpecs {
  return (analysis.columnsOf?.(params) ?? analysis.columns) as ColumnSpecs;
}
