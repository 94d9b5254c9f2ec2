/** As many customers stand behind each value of definitions as it counts, under every set of rules. */
import { expect, it } from "vitest";
import type { AnyAnalysis } from "../../../src/analyses/analysis.ts";
import { definitions } from "../../../src/analyses/definitions/analysis.ts";
import type { Spec } from "../../../src/analyses/definitions/result.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { buildRead, type ReadOrder } from "../../analyses/definitions/shop.ts";
import { look } from "./behind.ts";

/** 30 customers and some guests; orders unpaid, cancelled, refunded and worth nothing among them. */
const read: readonly ReadOrder[] = Array.from({ length: 90 }, (_, index): ReadOrder => {
  const customer = index % 13 === 0 ? null : 1 + (index % 30);
  const day = String(1 + ((index * 7) % 28)).padStart(2, "0");
  const at = `2024-${String(1 + (index % 8)).padStart(2, "0")}-${day} ${index % 2 === 0 ? "03" : "20"}:00:00`;
  const order = { id: `o${String(index).padStart(2, "0")}`, customer, at, before: 10 };
  if (index % 9 === 1) return { ...order, status: "cancelled" };
  if (index % 11 === 2) return { ...order, status: "unpaid" };
  if (index % 10 === 3) return { ...order, before: 0 };
  return index % 14 === 4 ? { ...order, refund: 10, refundedAt: at, status: "refunded" } : order;
});
const context = contextAt("2024-09-20", "2024-09-15");

it("as many customers stand behind each set of rules as the figure counts", async () => {
  const database = await NativeDuckDb.open();
  await buildRead(database, read);
  for (const figure of ["repeat_rate", "retention", "churn_rate", "customers"]) {
    const given = { figure, churn_days: 60, window_days: 90 };
    const { rows, view, behind } = await look(database, definitions as AnyAnalysis, given, context);
    const specs = rows as unknown as readonly Spec[];
    expect(specs.length).toBeGreaterThan(15);
    const some = specs.filter((_, index) => index % 9 === 0 || index < 3);
    for (const spec of some) {
      const mark = definitions.rowMark!(spec);
      expect(mark === null).toBe(spec.customers === 0);
      if (mark)
        expect([figure, spec.changed, await behind(mark)]).toEqual([figure, spec.changed, spec.customers]);
    }
    // Every one of them has an order under any rules; who of them counts differs.
    if (figure === "customers")
      expect(new Set(some.map(({ customers }) => customers))).toEqual(new Set([30]));
    else expect(new Set(some.map(({ customers }) => customers)).size).toBeGreaterThan(1);
    const { figures, table } = view();
    expect(figures[0]!.stops.some(({ who }) => who)).toBe(true);
    expect(table!.who).toHaveLength(table!.rows.length);
  }
  const { rows, view } = await look(database, definitions as AnyAnalysis, { figure: "orders" }, context);
  expect(rows.map((row) => definitions.rowMark!(row as unknown as Spec))).toEqual(rows.map(() => null));
  expect(view().figures[0]!.stops.every(({ who }) => who === undefined)).toBe(true);
}, 60_000);
