/** What an analysis computes in a worker before its statements: when, from what, and who reads it. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";
import { computeFit } from "../../src/analyses/fits.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { plainRows } from "../../src/engine/rows.ts";
import type { Cell } from "../../src/notebook/document.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import { Fits } from "../../src/runtime/fits.ts";
import { fitStatement, statementsOf } from "../../src/runtime/statements.ts";
import { countOrders } from "../support/analyses.ts";
import { contextAt } from "../support/analyse.ts";
import { openTestEngine } from "../support/engine.ts";
import { analysisCell, analysisResult, notebookOf, someFacts } from "../support/notebook.ts";
import { openRuntime, settled, sqlCell, tableRows } from "../support/runtime.ts";
import { buildShop } from "../support/shop.ts";

/** Computes the product of the amounts, which SQL is not asked for. */
const compute = vi.hoisted(() => vi.fn());
vi.mock("../../src/analyses/fits.ts", () => ({ computeFit: compute }));

const product: AnyAnalysis = {
  ...countOrders,
  id: "product",
  sql: `select customer_key, net_amount * $product::double as scaled
from orders
where net_amount >= $min and ordered_at < $as_of + interval 1 day
order by customer_key`,
  columns: { customer_key: { kind: "integer" }, scaled: { kind: "number" } },
  fit: {
    sql: `select net_amount::double as amount, customer_key
from orders
where net_amount >= $min and ordered_at < $as_of + interval 1 day
order by customer_key`,
    columns: ["amount", "customer_key"],
    values: ["product"],
  },
  members: {
    sql: "select customer_key, scaled > 60 as large from result",
    readsResult: true,
    columns: { large: { kind: "boolean" } },
  },
  headline: () => ({ sentence: "Product", basis: "" }),
};

let engine: Engine;
const facts: OrderFacts = { ...someFacts, orders: 3, as_of: "2025-03-01", observed_through: "2025-02-28" };
beforeAll(async () => {
  engine = await openTestEngine();
  await buildShop(engine, [
    { customer: "ann", at: "2025-01-01", amount: 2, channel: "web" },
    { customer: "bob", at: "2025-02-01", amount: 3, channel: "web" },
    { customer: "cay", at: "2025-02-02", amount: 5, channel: "shop" },
  ]);
});
beforeEach(() => {
  compute.mockImplementation((_id: string, { amount }: { amount: Float64Array }) =>
    Promise.resolve({ product: amount.reduce((all, each) => all * each, 1) }),
  );
});
afterEach(() => void compute.mockReset());

const named = (cell: Cell, name: string): Cell => ({ ...cell, name });
const open = (...cells: readonly Cell[]) => openRuntime(cells, { analyses: [product, countOrders] });

describe("a fit", () => {
  it("is computed from its rows, and its values stand in a statement that needs nothing else", async () => {
    const { runtime } = open(analysisCell("a", "product", { min: 3 }));
    runtime.setSource({ engine, facts });
    const { result, sql, fitSql, context } = analysisResult(await settled(runtime, "a"));
    expect(result.rows).toEqual([
      { customer_key: 2, scaled: 45 },
      { customer_key: 3, scaled: 75 },
    ]);
    expect(context.fitted).toEqual({ product: 15 });
    expect(sql).toContain("net_amount * 15::double");
    expect(plainRows(await engine.query(sql))).toEqual(result.rows);
    expect(plainRows(await engine.query(fitSql!))).toEqual([
      { amount: 3, customer_key: 2 },
      { amount: 5, customer_key: 3 },
    ]);
    expect(compute).toHaveBeenCalledTimes(1);
    const [id, columns, params] = compute.mock.calls[0]!;
    expect([id, params]).toMatchObject(["product", { min: 3 }]);
    expect(columns).toEqual({ amount: Float64Array.of(3, 5), customer_key: Float64Array.of(2, 3) });
  });

  it("is computed once for one question, and again for another day and under a filter", async () => {
    const cells = [analysisCell("a", "product"), analysisCell("b", "product", { min: 0 })];
    const { runtime, notebook } = open(...cells);
    runtime.setSource({ engine, facts });
    expect(analysisResult(await settled(runtime, "a")).context.fitted).toEqual({ product: 30 });
    await settled(runtime, "b");
    expect(compute.mock.calls.length).toBeLessThanOrEqual(2);
    const before = compute.mock.calls.length;
    runtime.setNotebook({ ...notebook, reading: { ...notebook.reading, asOf: "2025-02-01" } });
    expect(analysisResult(await settled(runtime, "a")).context.fitted).toEqual({ product: 6 });
    const web = {
      by: "dimension",
      dimension: "channel",
      values: ["shop"],
      reading: "any",
      not: false,
    } as const;
    runtime.setNotebook({ ...notebook, filter: { clauses: [web] } });
    expect(analysisResult(await settled(runtime, "a")).context.fitted).toEqual({ product: 5 });
    expect(compute.mock.calls.length).toBeGreaterThan(before);
  });

  it("is there for cells that read the analysis, and for lists of its customers over all orders", async () => {
    const rule = { analysis: "product", params: {}, asOf: null, where: { large: true } };
    const { runtime } = openRuntime(
      {
        ...notebookOf(
          sqlCell("s", "select sum(scaled)::double as total from products_of"),
          { kind: "list", id: "l", name: "large", list: { by: "rule", rule } },
          named(analysisCell("a", "product"), "products_of"),
        ),
        filter: {
          clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading: "any", not: false }],
        },
      },
      { analyses: [product, countOrders] },
    );
    runtime.setSource({ engine, facts });
    // Under the filter the product is 6, over all orders 30.
    expect(tableRows(await settled(runtime, "s"))).toEqual([{ total: 30 }]);
    expect(tableRows(await settled(runtime, "l"))).toEqual([{ customer_key: 2 }, { customer_key: 3 }]);
  });

  it("that fails fails its cell with the reason, and the others go on", async () => {
    compute.mockRejectedValueOnce(new Error("invalid shop: it is closed"));
    const { runtime } = open(analysisCell("a", "product"), analysisCell("b", "count"));
    runtime.setSource({ engine, facts });
    expect(await settled(runtime, "a")).toMatchObject({
      status: "failed",
      error: { message: "invalid shop: it is closed" },
    });
    expect((await settled(runtime, "b")).status).toBe("done");
  });

  it("must give each of its values, and a statement is not written without them", async () => {
    const context = contextAt("2025-03-01");
    const sql = fitStatement(product, { min: 0 }, context)!;
    const fits = new Fits(engine, () => Promise.resolve({ other: 1 }));
    const question = { analysis: product, params: { min: 0 }, context, sql };
    await expect(fits.compute(question)).rejects.toThrow("invalid fit: product gives no product");
    expect(() => statementsOf(product, { min: 0, since: null }, context)).toThrow("missing fit: product");
    const wrong = { ...question, sql: "select 'text' as amount, 1 as customer_key" };
    await expect(fits.compute(wrong)).rejects.toThrow("invalid result: amount is Utf8, not DOUBLE");
    expect(vi.mocked(computeFit)).not.toHaveBeenCalled();
  });

  it("is remembered, and computed anew where that is asked for", async () => {
    const context = contextAt("2025-03-01");
    const sql = fitStatement(product, { min: 0 }, context)!;
    let times = 0;
    const fits = new Fits(engine, () => Promise.resolve({ product: ++times }));
    const question = { analysis: product, params: { min: 0 }, context, sql };
    expect(await fits.compute(question)).toEqual({ product: 1 });
    expect(await fits.compute(question)).toEqual({ product: 1 });
    expect(await fits.compute(question, undefined, true)).toEqual({ product: 2 });
    expect(fits.find(question)).toEqual({ product: 2 });
  });

  it("is ended where its cell is no longer asked", async () => {
    const aborted = new AbortController();
    const fits = new Fits(
      engine,
      (_request, signal) =>
        new Promise((_resolve, reject) =>
          signal!.addEventListener("abort", () => reject(signal!.reason as Error)),
        ),
    );
    const context = contextAt("2025-03-01");
    const sql = fitStatement(product, { min: 0 }, context)!;
    const computed = fits.compute({ analysis: product, params: { min: 0 }, context, sql }, aborted.signal);
    setTimeout(() => aborted.abort(new Error("stopped")), 20);
    await expect(computed).rejects.toThrow("stopped");
  });
});
