import { describe, expect, it } from "vitest";
import { effectDifference, otherRules, ruleChanges, ruleKey } from "../../src/app/rule-effects.ts";
import type { ImportPlan } from "../../src/orders/plan.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { importPlan, importReport } from "../support/fake-import.ts";

const plan = (mapping: ImportPlan["files"][number]["mapping"]): ImportPlan => ({
  ...importPlan,
  files: [{ ...importPlan.files[0]!, mapping }],
  rules: defaultRules,
});

describe("the counting rules that are measured", () => {
  it("are every other value of those that can change something, by the columns that there are", () => {
    const bare = plan({ order_id: 0, ordered_at: 1, net_amount: 2 });
    expect(ruleChanges(bare, importReport).map(ruleKey)).toEqual([
      "refunds=at_refund_date",
      "refunds=ignore",
      "refunds=drop_refunded_orders",
      "unattached_negative=attach_latest",
      "unattached_negative=keep_as_order",
      "zero_value=include",
      "same_day=one",
    ]);
  });

  it("include those of states, tests and goods where columns give them", () => {
    const full = plan({ order_id: 0, ordered_at: 1, net_amount: 2, status: 3, test: 4, tax_amount: 5 });
    const names = new Set(ruleChanges(full, importReport).map(({ rule }) => rule));
    expect(["unpaid", "cancelled", "test_orders", "amount"].every((rule) => names.has(rule as never))).toBe(
      true,
    );
  });

  it("differ from the rules as they stand in one value", () => {
    expect(otherRules(defaultRules, { rule: "unpaid", value: "include" })).toEqual({
      ...defaultRules,
      unpaid: "include",
    });
  });
});

describe("what another rule would change", () => {
  it("is the difference to what counts now, exact in money", () => {
    const now = { records: 10, orders: 8, customers: 5, net_amount: "100.10" };
    const then = { records: 13, orders: 10, customers: 5, net_amount: "120.3001" };
    expect(effectDifference(now, then)).toEqual({ records: 3, orders: 2, customers: 0, amount: 202_001n });
    expect(effectDifference(then, now).amount).toBe(-202_001n);
  });

  it("has no amount where money is refused", () => {
    const now = { records: 1, orders: 1, customers: 1, net_amount: null };
    expect(effectDifference(now, { ...now, net_amount: "1.00" }).amount).toBeNull();
  });
});
