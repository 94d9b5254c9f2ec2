/** What can be chosen for a chart, and the chart that a source gets at first. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  aggregateChoices,
  changeChart,
  columnChoices,
  grainChoices,
  markChoices,
} from "../../src/app/chart-choices.ts";
import { suggestChart } from "../../src/app/chart-suggest.ts";
import {
  aggregates,
  chartGrains,
  chartMarks,
  emptyChart,
  type ChartSpec,
} from "../../src/notebook/chart-spec.ts";
import { chartSql, isChosen } from "../../src/runtime/chart-sql.ts";
import { orderColumns } from "../../src/runtime/order-columns.ts";
import type { ColumnSpecs } from "../../src/sql/columns.ts";

const columns: ColumnSpecs = {
  at: { kind: "timestamp" },
  day: { kind: "date" },
  what: { kind: "text" },
  size: { kind: "number" },
  items: { kind: "integer" },
  again: { kind: "boolean" },
};

describe("choices", () => {
  test("offer for y what the aggregate can take", () => {
    expect(columnChoices("y", { ...emptyChart, aggregate: "sum" }, columns)).toEqual([
      "size",
      "items",
      "again",
    ]);
    expect(columnChoices("y", { ...emptyChart, aggregate: "distinct" }, columns)).toEqual(
      Object.keys(columns),
    );
    expect(columnChoices("colour", emptyChart, columns)).toEqual(["what", "items", "again"]);
  });

  test("offer counts alone where nothing can be added up", () => {
    expect(aggregateChoices({ what: { kind: "text" } })).toEqual(["count", "distinct"]);
    expect(aggregateChoices(columns)).toEqual(aggregates);
  });

  test("offer periods for dates and intervals for numbers, where rows are put together", () => {
    const chart: ChartSpec = { ...emptyChart, aggregate: "count" };
    expect(grainChoices({ ...chart, x: "day" }, columns)).toEqual([
      "none",
      "day",
      "week",
      "month",
      "quarter",
      "year",
    ]);
    expect(grainChoices({ ...chart, x: "size" }, columns)).toEqual(["none", "bins"]);
    expect(grainChoices({ ...chart, x: "what" }, columns)).toEqual(["none"]);
    expect(grainChoices({ ...chart, aggregate: "none", x: "day" }, columns)).toEqual(["none"]);
  });

  test("say why a mark cannot be chosen", () => {
    const whys = (chart: Partial<ChartSpec>) =>
      markChoices({ ...emptyChart, ...chart }, columns).flatMap(({ value, why }) =>
        why ? [`${value} ${why}`] : [],
      );
    expect(whys({ x: "what" })).toEqual(["line line_needs_order", "area line_needs_order"]);
    expect(whys({ x: "day", colour: "what", aggregate: "mean" })).toEqual(["area area_needs_parts"]);
    expect(whys({ x: "day", colour: "what", aggregate: "sum" })).toEqual([]);
  });

  test("put right what no longer fits", () => {
    const line: ChartSpec = {
      ...emptyChart,
      mark: "line",
      x: "at",
      y: "size",
      aggregate: "sum",
      grain: "week",
    };
    expect(changeChart(line, { x: "what" }, columns)).toEqual({
      ...line,
      mark: "bar",
      x: "what",
      grain: "none",
    });
    expect(changeChart(line, { aggregate: "count" }, columns)).toEqual({
      ...line,
      y: null,
      aggregate: "count",
    });
    expect(changeChart({ ...line, x: "items", grain: "none" }, { x: "at" }, columns)).toEqual({
      ...line,
      grain: "month",
    });
    const distinct = changeChart(
      { ...line, aggregate: "distinct", y: "what" },
      { aggregate: "mean" },
      columns,
    );
    expect(distinct).toEqual({ ...line, y: null, aggregate: "mean" });
  });

  test("lead by any way to a chart that can be asked for", () => {
    const column = fc.constantFrom(null, ...Object.keys(columns));
    const change = fc.oneof(
      fc.record({ mark: fc.constantFrom(...chartMarks) }),
      fc.record({ aggregate: fc.constantFrom(...aggregates) }),
      fc.record({ grain: fc.constantFrom(...chartGrains) }),
      fc.record({ x: column }),
      fc.record({ y: column }),
      fc.record({ colour: column }),
      fc.record({ facet: column }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const chart = changes.reduce<ChartSpec>((each, part) => changeChart(each, part, columns), emptyChart);
        expect(typeof chartSql("t", chart, columns)).toBe(isChosen("t", chart) ? "string" : "object");
      }),
      { seed: 4, numRuns: 1_000 },
    );
  });
});

describe("suggestChart", () => {
  test("draws money over time of the orders, and what customers bring", () => {
    expect(suggestChart(orderColumns("orders")!)).toEqual({
      ...emptyChart,
      mark: "line",
      x: "ordered_at",
      y: "net_amount",
      aggregate: "sum",
      grain: "month",
    });
    expect(suggestChart(orderColumns("products")!).x).toBe("first_sold_at");
  });

  test("takes figures by name, against each other, or counts", () => {
    expect(suggestChart({ what: { kind: "text" }, share: { kind: "number", unit: "share" } })).toEqual({
      ...emptyChart,
      x: "what",
      y: "share",
      aggregate: "mean",
    });
    expect(suggestChart({ a: { kind: "number" }, b: { kind: "integer" } })).toEqual({
      ...emptyChart,
      mark: "dot",
      x: "a",
      y: "b",
    });
    expect(suggestChart({ customer_key: { kind: "integer" } })).toEqual({
      ...emptyChart,
      x: "customer_key",
      aggregate: "count",
    });
    expect(suggestChart({ n: { kind: "integer" } })).toEqual({
      ...emptyChart,
      x: "n",
      aggregate: "count",
      grain: "bins",
    });
    expect(suggestChart({})).toEqual(emptyChart);
  });
});
