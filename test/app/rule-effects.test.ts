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

  it("are the kinds of customer key, and the currencies to pick, where there are several", () => {
    const keys = plan({ order_id: 0, ordered_at: 1, net_amount: 2, customer_id: 3, email: 4 });
    const [first, ...rest] = importReport.files;
    const mixed = {
      ...importReport,
      files: [{ ...first!, amount_by_currency: { USD: "1", EUR: "2" } }, ...rest],
    };
    const changes = (currency: ImportPlan["rules"]["currency"]) =>
      ruleChanges({ ...keys, rules: { ...defaultRules, currency } }, mixed)
        .filter(({ rule }) => rule === "identity" || rule === "currency")
        .map(ruleKey);
    expect(changes("refuse")).toEqual([
      "identity=customer_id",
      "identity=email",
      "currency=EUR",
      "currency=USD",
    ]);
    expect(changes({ pick: "USD" })).toEqual([
      "identity=customer_id",
      "identity=email",
      "currency=refuse",
      "currency=EUR",
    ]);
    expect(otherRules(defaultRules, { rule: "identity", value: "email" }).identity).toEqual(["email"]);
    expect(otherRules(defaultRules, { rule: "identity", value: "all" }).identity).toEqual(
      defaultRules.identity,
    );
    expect(otherRules(defaultRules, { rule: "currency", value: "USD" }).currency).toEqual({ pick: "USD" });
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
