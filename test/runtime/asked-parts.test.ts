import { beforeAll, beforeEach, expect, it } from "vitest";
import { rfm } from "../../src/analyses/rfm/analysis.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import { openTestEngine } from "../support/engine.ts";
import { analysisCell, someFacts } from "../support/notebook.ts";
import { recordingEngine, type Asked } from "../support/recording-engine.ts";
import { openRuntime, settled } from "../support/runtime.ts";
import { buildShop } from "../support/shop.ts";

let engine: Engine;
const log: Asked[] = [];
const facts: OrderFacts = { ...someFacts, orders: 3, as_of: "2025-03-01", observed_through: "2025-02-28" };

beforeAll(async () => {
  const real = await openTestEngine();
  await buildShop(
    real,
    ["ann", "bob", "cay"].map((customer, index) => ({ customer, at: `2025-02-0${index + 1}`, amount: 10 })),
  );
  engine = recordingEngine(real, log);
});

beforeEach(() => {
  log.length = 0;
});

const perturbed = () => log.filter(({ sql }) => sql.includes("perturbed"));

it("leaves a part out over the kept main query as well, where its parameter does not ask for it", async () => {
  const { runtime } = openRuntime([analysisCell("a", "rfm")], { analyses: [rfm] });
  runtime.setSource({ engine, facts });
  const state = await settled(runtime, "a");
  expect(state).toMatchObject({ status: "done", last: { result: { parts: { stability: [] } } } });
  expect(perturbed()).toEqual([]);
  expect(log.some(({ sql }) => /from kept\./.test(sql))).toBe(true);
});

it("reads it where it does", async () => {
  const { runtime } = openRuntime([analysisCell("a", "rfm", { stability: true })], { analyses: [rfm] });
  runtime.setSource({ engine, facts });
  const state = await settled(runtime, "a");
  const stability = expect.arrayContaining([expect.objectContaining({ perturbation: "bootstrap" })]);
  expect(state).toMatchObject({ status: "done", last: { result: { parts: { stability } } } });
  expect(perturbed()).toHaveLength(1);
});
