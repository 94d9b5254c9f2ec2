import { describe, expect, it } from "vitest";
import { toTenThousandths } from "../../src/app/exact-amount.ts";
import { readAccounts } from "../../src/app/import-accounts.ts";
import { bridgeLines, buildBridge, refundTotal } from "../../src/app/import-bridge.ts";
import type { OrderSums } from "../../src/orders/receipt.ts";
import { importPlan, importReport } from "../support/fake-import.ts";

const account = readAccounts(importReport, importPlan.files)[0]!;
const loaded = account.kept.amount;
/** 371,106.71 were kept; 4,870.35 of them went back. */
const sums: OrderSums = {
  net_amount: "366236.36",
  shipping_amount: "14318.20",
  tax_amount: "0.00",
  discount_amount: "2200.00",
  refund_amount: "4870.35",
};
const figure = toTenThousandths("366236.36");

describe("the bridge from the platform's total", () => {
  it("has no line when the totals agree", () => {
    expect(buildBridge(figure, account, sums)).toEqual({ total: figure, lines: [], rest: 0n, figure });
  });

  it("ends at what was kept where the orders' sums are not known", () => {
    expect(buildBridge(loaded, account)).toEqual({ total: loaded, lines: [], rest: 0n, figure: loaded });
  });

  it("names exactly the lines that make the difference, each with the sign that leads to the figure", () => {
    // Before refunds, without shipping, with the orders never paid.
    const total = toTenThousandths("359703.11");
    expect(buildBridge(total, account, sums)).toEqual({
      total,
      lines: [
        { kind: "sum", name: "refunds", amount: toTenThousandths("-4870.35") },
        { kind: "sum", name: "shipping", amount: toTenThousandths("14318.20") },
        { kind: "excluded", name: "unpaid", amount: toTenThousandths("-2914.60") },
      ],
      rest: 0n,
      figure,
    });
  });

  it("claims no line when none adds up, and leaves the whole difference", () => {
    const total = figure + 12_345n;
    expect(buildBridge(total, account, sums)).toEqual({ total, lines: [], rest: -12_345n, figure });
  });

  it("prefers the fewest lines", () => {
    const line = (name: string, amount: bigint) => ({ kind: "excluded" as const, name, records: 1, amount });
    const less = [line("unpaid", 1n), line("cancelled", 2n), line("test_orders", 3n)];
    const bridge = buildBridge(loaded + 3n, { ...account, less });
    expect(bridge.lines.map(({ name }) => name)).toEqual(["test_orders"]);
  });
});

describe("the bridge under other rules", () => {
  const money = toTenThousandths;
  const own = (text: string, change: Partial<OrderSums> = {}) => ({ ...sums, net_amount: text, ...change });

  it("leads to goods alone: shipping and tax are off the figure, and what else is lacking are refunds", () => {
    // 371,106.71 kept, less 14,318.20 shipping, 1,000 tax and 4,000 of refunds.
    const goods = own("351788.51", { tax_amount: "1000.00" });
    const rules = { amount: "goods", refunds: "reduce_original" } as const;
    expect(bridgeLines(account, goods, rules).slice(0, 3)).toEqual([
      { kind: "sum", name: "refunds", amount: money("-4000.00") },
      { kind: "sum", name: "shipping", amount: money("-14318.20") },
      { kind: "sum", name: "tax", amount: money("-1000.00") },
    ]);
    expect(buildBridge(loaded, account, goods, rules).lines.map(({ name }) => name)).toEqual([
      "refunds",
      "shipping",
      "tax",
    ]);
  });

  it("adds refunds that the policy leaves in, where the platform takes them off", () => {
    const rules = { amount: "paid", refunds: "at_refund_date" } as const;
    const bridge = buildBridge(loaded - money("4870.35"), account, own("371106.71"), rules);
    expect(bridge.lines).toEqual([{ kind: "sum", name: "refunds", amount: money("4870.35") }]);
  });

  it("takes refunds off a platform's total before them, where the export is net of them already", () => {
    const bridge = buildBridge(loaded + money("4870.35"), account, own("371106.71"));
    expect(bridge.lines).toEqual([{ kind: "sum", name: "refunds", amount: money("-4870.35") }]);
  });
});

describe("what platforms count another way", () => {
  it("is every sum and every line of the ledger that has an amount", () => {
    expect(bridgeLines(account, sums).map(({ name }) => name)).toEqual([
      "refunds",
      "shipping",
      "discounts",
      "unpaid",
      "cancelled",
      "test_orders",
      "unclosed quote",
    ]);
  });

  it("is one total of refunds over files of one currency, and none over two", () => {
    const [first] = importReport.files;
    const report = (...currencies: string[]) => ({
      ...importReport,
      files: currencies.map((currency) => ({ ...first!, currency, sums })),
    });
    expect(refundTotal(report("EUR", "EUR"))).toBe(toTenThousandths("9740.70"));
    expect(refundTotal(report("EUR", "USD"))).toBeNull();
  });
});
