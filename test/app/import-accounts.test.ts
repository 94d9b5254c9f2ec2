import { describe, expect, it } from "vitest";
import { balances, readAccounts, ruleEffect } from "../../src/app/import-accounts.ts";
import { importPlan, importReport } from "../support/fake-import.ts";

const accounts = readAccounts(importReport, importPlan.files);

describe("the accounts of an import", () => {
  it("state per file what was read, left out and kept, and leave files without a ledger out", () => {
    expect(accounts).toEqual([
      {
        file: "orders_export_1.csv",
        currency: "EUR",
        read: { records: 26_412, amount: 3_805_209_600n },
        less: [
          { kind: "excluded", name: "unpaid", records: 131, amount: 29_146_000n },
          { kind: "excluded", name: "cancelled", records: 283, amount: 64_021_500n },
          { kind: "excluded", name: "test_orders", records: 6, amount: 660_000n },
          { kind: "rejected", name: "unclosed quote", records: 4, amount: 315_000n },
        ],
        kept: { records: 25_988, amount: 3_711_067_100n },
        unexplained: { records: 0, amount: 0n },
        countedAgain: 26_412,
      },
      {
        file: "market-stall.csv",
        currency: "EUR",
        read: { records: 46, amount: 11_185_000n },
        less: [],
        kept: { records: 46, amount: 11_185_000n },
        unexplained: { records: 0, amount: 0n },
        countedAgain: 46,
      },
    ]);
    expect(accounts.map(balances)).toEqual([true, true]);
  });

  it("show as unexplained what a missing line leaves, and no longer balance", () => {
    const ledger = importReport.ledger.filter(({ line }) => line !== "excluded:cancelled");
    const [account] = readAccounts({ ...importReport, ledger }, importPlan.files);
    expect(account!.unexplained).toEqual({ records: 283, amount: 64_021_500n });
    expect(balances(account!)).toBe(false);
  });

  it("read the lines above the table too, and so does the second count", () => {
    const [shopify] = importPlan.files;
    const skipped = [1, 2].map((line) => ({ line, why: "preamble" as const }));
    const ledger = importReport.ledger
      .filter(({ file }) => file === shopify!.name)
      .map((line) => (line.line === "read" ? { ...line, records: 26_414 } : line));
    const preamble = { file: shopify!.name, line: "skipped:preamble", records: 2, amount: "0" };
    const [account] = readAccounts({ ...importReport, ledger: [...ledger, preamble] }, [
      { ...shopify!, skipped },
    ]);
    expect([account!.countedAgain, balances(account!)]).toEqual([26_414, true]);
  });

  it("do not balance when the second count differs", () => {
    const [account] = accounts;
    expect(balances({ ...account!, countedAgain: 26_411 })).toBe(false);
  });
});

describe("the effect of a counting rule", () => {
  it("is what the rule leaves out over all files", () => {
    expect(ruleEffect(accounts, "cancelled")).toEqual({ records: 283, amount: 64_021_500n });
    expect(ruleEffect(accounts, "zero_value")).toEqual({ records: 0, amount: 0n });
  });

  it("has no amount where the files' currencies differ", () => {
    const mixed = accounts.map((account, index) => ({ ...account, currency: index === 0 ? "EUR" : "USD" }));
    expect(ruleEffect(mixed, "unpaid")).toEqual({ records: 131, amount: null });
  });
});
