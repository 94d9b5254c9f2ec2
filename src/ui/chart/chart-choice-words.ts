/** The words of the choices of a chart. */
import type { Choice } from "../../app/chart-choices.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type { ChartSpec } from "../../notebook/chart-spec.ts";

/** A mark by its name. */
export const markWord = (mark: ChartSpec["mark"], messages: Messages): string =>
  ({
    bar: m.cells_mark_bar,
    line: m.cells_mark_line,
    area: m.cells_mark_area,
    dot: m.cells_mark_dot,
    heat: m.cells_mark_heat,
  })[mark]({}, messages);

/** An aggregate by its name. */
export const aggregateWord = (aggregate: ChartSpec["aggregate"], messages: Messages): string =>
  ({
    none: m.cells_aggregate_none,
    count: m.cells_aggregate_count,
    sum: m.cells_aggregate_sum,
    mean: m.cells_aggregate_mean,
    median: m.cells_aggregate_median,
    min: m.cells_aggregate_min,
    max: m.cells_aggregate_max,
    distinct: m.cells_aggregate_distinct,
  })[aggregate]({}, messages);

/** A grain by its name. */
export const grainWord = (grain: ChartSpec["grain"], messages: Messages): string =>
  ({
    none: m.cells_grain_none,
    bins: m.cells_grain_bins,
    day: m.cells_grain_day,
    week: m.cells_grain_week,
    month: m.cells_grain_month,
    quarter: m.cells_grain_quarter,
    year: m.cells_grain_year,
  })[grain]({}, messages);

/** Why a mark cannot be chosen. */
export const whyWord = (why: NonNullable<Choice<string>["why"]>, messages: Messages): string =>
  why === "line_needs_order" ? m.cells_why_line({}, messages) : m.cells_why_area({}, messages);
