import { beforeAll, describe, expect, it } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { plainRows } from "../../src/engine/rows.ts";
import type { Notebook } from "../../src/notebook/document.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import type { ParamSpec, ParamSpecs } from "../../src/sql/params.ts";
import { openTestEngine } from "../support/engine.ts";
import { analysisCell, analysisResult, notebookOf, someFacts } from "../support/notebook.ts";
import { inputCell, openRuntime, settled, sqlCell } from "../support/runtime.ts";
import { buildShop, type ShopOrder } from "../support/shop.ts";

let engine: Engine;
const facts: OrderFacts = {
  ...someFacts,
  orders: 240,
  customers: 40,
  first_ordered_on: "2023-01-01",
  last_ordered_on: "2024-12-20",
  as_of: "2024-12-20",
  observed_through: "2024-12-19",
  filled: [
    ...someFacts.filled,
    "channel",
    "country",
    "cost_amount",
    "order_lines.product_id",
    "order_lines.net_amount",
    "order_lines.cost_amount",
    "order_lines.quantity",
  ],
};

/** Two years of a shop, the same each time. */
function someShop(): readonly ShopOrder[] {
  return Array.from({ length: 240 }, (_, n) => {
    const product = `p${(n * 7) % 11}`;
    const amount = 5 + ((n * 37) % 90);
    return {
      customer: n % 23 === 0 ? null : `c${(n * n + 3 * n) % 41}`,
      at: `202${n < 120 ? 3 : 4}-${String(1 + ((n * 5) % 12)).padStart(2, "0")}-${String(1 + (n % 20)).padStart(2, "0")} 1${n % 10}:00:00`,
      amount,
      cost: amount / 2,
      channel: ["web", "shop", "fair"][n % 3]!,
      country: n % 4 === 0 ? "DE" : "FR",
      lines: [
        {
          product,
          name: `Product ${product}`,
          category: n % 2 === 0 ? "tea" : "cups",
          amount,
          cost: amount / 2,
        },
      ],
    };
  });
}

beforeAll(async () => {
  engine = await openTestEngine();
  await buildShop(engine, someShop());
});

/** Values of a parameter other than its default that are allowed. */
function others(spec: ParamSpec): readonly unknown[] {
  switch (spec.kind) {
    case "choice":
      return spec.choices.filter((choice) => choice !== spec.default);
    case "boolean":
      return [!spec.default];
    case "number": {
      const { min = 0, max = 100 } = spec;
      const middle = spec.integer ? Math.floor((min + max) / 2) : (min + max) / 2;
      return [...new Set([min, Math.min(middle, 60), ...(spec.nullable ? [null] : [])])].filter(
        (value) => value !== spec.default,
      );
    }
    case "date":
      return ["2024-03-01"];
    case "numbers":
      return [];
    case "text":
    case "list":
    case "table":
    case "struct":
      return [];
  }
}

const cases = analyses.flatMap(({ id, params }) =>
  [
    {},
    ...Object.entries(params as ParamSpecs).flatMap(([name, spec]) =>
      others(spec).map((value) => ({ [name]: value })),
    ),
  ].map((given): [string, Record<string, unknown>] => [id, given]),
);

const filters: readonly Notebook["filter"]["clauses"][] = [
  [],
  [
    { by: "date", from: "2023-06-01", to: null },
    { by: "dimension", dimension: "channel", values: ["web"], reading: "any", not: false },
  ],
];

const read = async (sql: string) => plainRows(await engine.query(sql));

describe("the SQL of an analysis cell as an sql cell", () => {
  it.each(cases)("gives the same rows: %s %o", async (id, params) => {
    // Half of the cases stand under a filter, and the defaults under both.
    const isDefault = Object.keys(params).length === 0;
    const half = cases.findIndex(([, each]) => each === params) % 2;
    for (const clauses of isDefault ? filters : [filters[half]!]) {
      const notebook: Notebook = { ...notebookOf(analysisCell("c1", id, params)), filter: { clauses } };
      const { runtime } = openRuntime(notebook, { analyses });
      runtime.setSource({ engine, facts });
      const state = await settled(runtime, "c1");
      // What these parameters cannot answer has no SQL to open.
      if (state.status === "unanswerable") continue;
      const { result, sql, partSql } = analysisResult(state);
      // Of the parts one in turn, and at the defaults all: each is a statement as long as the whole analysis.
      const all = Object.entries(partSql);
      const parts =
        isDefault || all.length === 0
          ? all
          : [all[cases.findIndex(([, each]) => each === params) % all.length]!];
      const forks = [["main", sql] as const, ...parts];
      const forked = openRuntime({
        ...notebook,
        cells: forks.map(([name, text]) => sqlCell(`fork_${name}`, text)),
      });
      forked.runtime.setSource({ engine, facts });
      const { rows } = await analysisRows(runtime);
      for (const [name] of forks) {
        const fork = await settled(forked.runtime, `fork_${name}`);
        if (fork.status !== "done" || fork.last.kind !== "table")
          throw new Error(`${name}: ${JSON.stringify(fork)}`);
        const all = await forked.runtime.rows(`fork_${name}`, {
          offset: 0,
          limit: 1_000_000,
          sort: null,
          where: [],
        });
        expect(all.rows).toEqual(name === "main" ? rows : await read(partSql[name]!));
        if (name !== "main") expect(all.rows).toEqual(result.parts[name]);
      }
    }
  });

  it("gives the same rows where a parameter is bound to an input", async () => {
    const cohort = analyses.find(({ id }) => id === "cohort-retention")!;
    const { runtime } = openRuntime(
      [
        analysisCell("c1", cohort.id, { period: { ref: "cycle" } }),
        inputCell("cycle", { type: "choice", options: ["month", "quarter"], value: "quarter", label: "" }),
      ],
      { analyses },
    );
    runtime.setSource({ engine, facts });
    const { params, sql, result } = analysisResult(await settled(runtime, "c1"));
    expect(params).toMatchObject({ period: "quarter" });
    expect(await read(sql)).toEqual(result.rows);
  });
});

/** All rows of the analysis cell's main query. */
const analysisRows = (runtime: ReturnType<typeof openRuntime>["runtime"]) =>
  runtime.rows("c1", { offset: 0, limit: 1_000_000, sort: null, where: [] });
