import { expect, it } from "vitest";
import { storeList } from "../../src/warehouse/lists.ts";
import { openTestEngine } from "../support/engine.ts";
import { rows } from "./loading.ts";

it("lists of any length are stored whole under their keys, each customer once", async () => {
  const engine = await openTestEngine();
  const many = Array.from({ length: 45_001 }, (_, index) => `it's ${index}`);
  await storeList(engine, "k1", [...many, "it's 0"]);
  await storeList(engine, "k2", ["ann"]);
  expect(
    await rows(
      engine,
      "select list, count(*)::integer as customers, min(customer_id) as first from lists group by all order by all",
    ),
  ).toEqual([
    { list: "k1", customers: 45_001, first: "it's 0" },
    { list: "k2", customers: 1, first: "ann" },
  ]);
});
