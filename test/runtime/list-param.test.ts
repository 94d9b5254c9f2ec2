/** A parameter that names a list of customers: as SQL, in the graph, and as its list changes. */
import { beforeAll, describe, expect, it } from "vitest";
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { Cell } from "../../src/notebook/document.ts";
import { renameReferences } from "../../src/notebook/rename-references.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import { graphOf } from "../../src/runtime/graph.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import type { ParamSpecs } from "../../src/sql/params.ts";
import { countOrders } from "../support/analyses.ts";
import { openTestEngine } from "../support/engine.ts";
import { analysisCell, analysisResult, notebookOf, someFacts } from "../support/notebook.ts";
import { inputCell, openRuntime, settled } from "../support/runtime.ts";
import { buildShop } from "../support/shop.ts";

const params = { who: { kind: "list", nullable: true, default: null } } as const satisfies ParamSpecs;
const countOf: AnyAnalysis = {
  ...countOrders,
  id: "count_of",
  params,
  sql: "select count(*)::integer as orders from orders semi join $who as w using (customer_key)",
};
const analyses = [countOf];
const facts: OrderFacts = { ...someFacts, orders: 3, as_of: "2025-03-01", observed_through: "2025-02-28" };
const list = (name: string, sql: string): Cell => ({
  kind: "list",
  id: name,
  name,
  list: { by: "sql", sql },
});
const early = list("early", "select customer_key from orders where ordered_at < date '2025-01-15'");

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
  await buildShop(engine, [
    { customer: "ann", at: "2025-01-01", amount: 1 },
    { customer: "ann", at: "2025-02-01", amount: 1 },
    { customer: "bob", at: "2025-02-02", amount: 1 },
    { customer: null, at: "2025-02-03", amount: 1 },
  ]);
});

const counted = async (cells: readonly Cell[], from?: string): Promise<unknown> => {
  const notebook = {
    ...notebookOf(...cells),
    filter: { clauses: from === undefined ? [] : [{ by: "date", from, to: null } as const] },
  };
  const { runtime } = openRuntime(notebook, { analyses });
  runtime.setSource({ engine, facts });
  return analysisResult(await settled(runtime, "a")).result.rows[0]!["orders"];
};

describe("a parameter that names a list", () => {
  it("is every customer where it is null, and the list's customers else", async () => {
    expect(await counted([analysisCell("a", "count_of")])).toBe(3);
    expect(await counted([analysisCell("a", "count_of", { who: { list: "early" } }), early])).toBe(2);
    expect(await counted([analysisCell("a", "count_of", { who: { list: "EARLY" } }), early])).toBe(2);
  });

  it("reads the list over all orders under a filter, and counts what the filter counts", async () => {
    const cells = [analysisCell("a", "count_of", { who: { list: "early" } }), early];
    expect(await counted(cells, "2025-01-15")).toBe(1);
  });

  it("follows an input of lists", async () => {
    const input = inputCell("which", { type: "list", value: "early", label: "" });
    const none = inputCell("which", { type: "list", value: null, label: "" });
    const cell = analysisCell("a", "count_of", { who: { ref: "which" } });
    expect(await counted([cell, input, early])).toBe(2);
    expect(await counted([cell, none, early])).toBe(3);
  });

  it("needs the list's cell, says which one is missing, and follows its name", () => {
    const cell = analysisCell("a", "count_of", { who: { list: "early" } });
    const known = new Map([["count_of", countOf]]);
    expect(graphOf(notebookOf(cell, early), known).get("a")).toMatchObject({ needs: ["early"], fault: null });
    expect(graphOf(notebookOf(cell), known).get("a")!.fault).toEqual({
      kind: "missing",
      names: [{ name: "early", candidates: [] }],
    });
    const renamed = renameReferences(notebookOf(cell, early), "early", "early", "first");
    expect(renamed.cells[0]).toMatchObject({ params: { who: { list: "first" } } });
  });

  it("takes nothing else", () => {
    expect(parseParams(params, {})).toEqual({ who: null });
    expect(parseParams(params, { who: { list: "x; drop" } })).toEqual({ who: { list: "x; drop" } });
    for (const who of ["early", 1, {}, { list: 1 }, { list: "a", more: 1 }, []])
      expect(() => parseParams(params, { who })).toThrow(/^invalid parameter who: .* a list of customers/);
  });
});
