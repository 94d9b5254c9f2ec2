import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { openTestEngine } from "../support/engine.ts";
import { load, rows } from "./loading.ts";
import { filePlan, id, number, text, time } from "./plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

describe("a record", () => {
  it("is read whole where it is longer than the engine's own limit of 2 MB", async () => {
    const plan = filePlan(
      [
        ["Order", id, "order_id"],
        ["Customer", id, "customer_id"],
        ["Date", time("%Y-%m-%d"), "ordered_at"],
        ["Total", number, "net_amount"],
        ["Note", text],
      ],
      2,
    );
    const note = "a long\nnote ".repeat(500_000).trim();
    await load(engine, [
      [plan, `Order,Customer,Date,Total,Note\nA,ann,2025-01-01,1,"${note}"\nB,bob,2025-01-02,2,\n`],
    ]);
    expect(
      await rows(engine, 'select order_id, length("Note") as length from typed_lines_1 order by source_row'),
    ).toEqual([
      { order_id: "A", length: note.length },
      { order_id: "B", length: null },
    ]);
  });
});

describe("lines", () => {
  const plan = filePlan(
    [
      ["Order", id, "order_id"],
      ["Customer", id, "customer_id"],
      ["Date", time("%Y-%m-%d"), "ordered_at"],
      ["Product", id, "product_id"],
      ["Quantity", number, "quantity"],
      ["Price", number, "unit_price"],
    ],
    7,
    { structure: { record: "line", amount: "quantity_times_price" } },
  );
  const file = `Order,Customer,Date,Product,Quantity,Price
A,ann,2025-01-01,mug,1,1
A,ann,2025-01-01,tee,1,1
B,bob,2025-01-02,mug,1,1
C,cem,2025-01-03,tee,1,1
B,bob,2025-01-02,tee,1,1
B,bob,2025-01-02,cap,1,1
C,cem,2025-01-03,mug,1,1
`;
  const numbered = [
    { order_id: "A", source_row: 1, line_number: 1, product_id: "mug" },
    { order_id: "A", source_row: 2, line_number: 2, product_id: "tee" },
    { order_id: "B", source_row: 3, line_number: 1, product_id: "mug" },
    { order_id: "C", source_row: 4, line_number: 1, product_id: "tee" },
    { order_id: "B", source_row: 5, line_number: 2, product_id: "tee" },
    { order_id: "B", source_row: 6, line_number: 3, product_id: "cap" },
    { order_id: "C", source_row: 7, line_number: 2, product_id: "mug" },
  ];

  it.each([
    ["orders that stand together and orders that stand apart", {}],
    ["every order by its records", { refunds: "ignore" } as const],
  ])("are numbered within their order: %s", async (_, rules) => {
    await load(engine, [[plan, file]], rules);
    expect(
      await rows(
        engine,
        "select order_id, source_row, line_number, product_id from order_lines order by source_row",
      ),
    ).toEqual(numbered);
  });
});
