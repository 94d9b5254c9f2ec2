import { describe, expect, it } from "vitest";
import { readAccounts } from "../../src/app/import-accounts.ts";
import { buildBridge } from "../../src/app/import-bridge.ts";
import { toTenThousandths } from "../../src/app/exact-amount.ts";
import { importPlan, importReport } from "../support/fake-import.ts";

const account = readAccounts(importReport, importPlan.files)[0]!;
const loaded = account.kept.amount;

describe("the bridge from the platform's total", () => {
  it("has no line when the totals agree", () => {
    expect(buildBridge(loaded, account)).toEqual({ total: loaded, lines: [], rest: 0n, loaded });
  });

  it("names exactly the lines of the ledger that make the difference", () => {
    const total = toTenThousandths("374087.31"); // loaded + 2,914.60 unpaid + 66.00 tests
    const bridge = buildBridge(total, account);
    expect(bridge.lines.map(({ name }) => name)).toEqual(["unpaid", "test_orders"]);
    expect(bridge.rest).toBe(0n);
  });

  it("claims no line when none adds up, and leaves the whole difference", () => {
    const total = loaded + 12_345n;
    expect(buildBridge(total, account)).toEqual({ total, lines: [], rest: 12_345n, loaded });
  });

  it("prefers the fewest lines", () => {
    const line = (name: string, amount: bigint) => ({ kind: "excluded" as const, name, records: 1, amount });
    const less = [line("unpaid", 1n), line("cancelled", 2n), line("test_orders", 3n)];
    const bridge = buildBridge(loaded + 3n, { ...account, less });
    expect(bridge.lines.map(({ name }) => name)).toEqual(["test_orders"]);
  });
});
