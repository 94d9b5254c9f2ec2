import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import type { PlannedImport } from "../../src/ingest/plan.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { importTexts } from "../support/data-sets.ts";
import { openTestEngine } from "../support/engine.ts";
import { olistSet } from "../support/olist.ts";
import { rows } from "./loading.ts";

describe("the files of Olist", () => {
  const set = olistSet(400);
  let engine: Engine;
  let planned: PlannedImport;
  beforeAll(async () => {
    engine = await openTestEngine();
    planned = await importTexts(engine, set.texts);
  });

  it("are recognised, each with its part; what is not needed is set aside", () => {
    expect(planned.plan.files.map(({ source, role, joinedTo }) => [source, role, joinedTo])).toEqual([
      ["olist_orders", undefined, undefined],
      ["olist_order_items", "items", [1]],
      ["olist_order_payments", "payments", [1]],
      ["olist_customers", "customers", [1]],
      ["olist_products", "products", [1]],
      ["olist_category_names", "products", [1]],
    ]);
    expect(planned.refused.map(({ name, error_key }) => [name, error_key])).toEqual([
      ["olist_sellers_dataset.csv", "refusal_set_aside"],
      ["olist_order_reviews_dataset.csv", "refusal_set_aside"],
      ["olist_geolocation_dataset.csv", "refusal_set_aside"],
    ]);
  });

  it("count buyers across their customer ids, and what was paid", async () => {
    const [found] = await rows(
      engine,
      `select count(*) as orders, count(distinct customer_key) as buyers,
        cast(sum(net_amount) * 100 as bigint) as paid, count(*) filter (payment_method is null) as without_method,
        count(*) filter (customer_id not like 'b0%') as untranslated, min(region) as region, min(currency) as currency
    from orders`,
    );
    expect(found).toEqual({
      orders: set.orders,
      buyers: set.buyers,
      paid: set.paid,
      without_method: 0,
      untranslated: 0,
      region: "SP",
      currency: "BRL",
    });
  });

  it("sell by English category", async () => {
    const found = await rows(
      engine,
      `select category, cast(sum(order_lines.net_amount) * 100 as bigint) as sold
    from order_lines join orders using (order_id, source_id) group by category`,
    );
    expect(Object.fromEntries(found.map(({ category, sold }) => [category, sold]))).toEqual(set.sold);
  });

  it("balance: every record is joined, as each names an order of the set", async () => {
    const { files, ledger } = await readReports(engine);
    expect(files.map(({ name, records }) => [name, records])).toEqual(
      planned.plan.files.map(({ name }) => [name, set.records[name]]),
    );
    expect(ledger.filter(({ line }) => line === "excluded:no_order")).toEqual([]);
  });
});
