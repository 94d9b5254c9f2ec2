import { describe, expect, it } from "vitest";
import { readAccounts } from "../../src/app/import-accounts.ts";
import { ledgerPicture } from "../../src/app/ledger-picture.ts";
import type { LedgerLine } from "../../src/orders/receipt.ts";
import { importReport } from "../support/fake-import.ts";

const lines = (...given: readonly (readonly [string, number, string])[]): readonly LedgerLine[] =>
  given.map(([line, records, amount]) => ({ file: "a.csv", line, records, amount }));
const account = (ledger: readonly LedgerLine[]) =>
  readAccounts({ ...importReport, files: [{ ...importReport.files[0]!, name: "a.csv" }], ledger }, [])[0]!;
const sums = {
  net_amount: "60.00",
  shipping_amount: null,
  tax_amount: null,
  discount_amount: null,
  refund_amount: "20.00",
};
const plain = account(
  lines(
    ["read", 10, "100.00"],
    ["excluded:unpaid", 1, "30.00"],
    ["excluded:refunds", 2, "-10.00"],
    ["kept", 7, "80.00"],
  ),
);

describe("the ledger as a picture", () => {
  it("steps down from what was read to what is loaded, in records", () => {
    expect(ledgerPicture(plain, undefined, "records")).toEqual({
      read: { kind: "read", from: 0, to: 1 },
      less: [
        { kind: "less", from: 0.9, to: 1 },
        { kind: "less", from: 0.7, to: 0.9 },
      ],
      kept: { kind: "kept", from: 0, to: 0.7 },
      unexplained: { kind: "unexplained", from: 0.7, to: 0.7 },
      refunds: null,
      figure: null,
    });
  });

  it("steps up where what is left out was negative, and on to the figure after refunds, in money", () => {
    expect(ledgerPicture(plain, { sums }, "money")).toEqual({
      read: { kind: "read", from: 0, to: 1 },
      less: [
        { kind: "less", from: 0.7, to: 1 },
        { kind: "more", from: 0.7, to: 0.8 },
      ],
      kept: { kind: "kept", from: 0, to: 0.8 },
      unexplained: { kind: "unexplained", from: 0.8, to: 0.8 },
      refunds: { kind: "less", from: 0.6, to: 0.8 },
      figure: { kind: "figure", from: 0, to: 0.6 },
    });
  });

  it("counts orders where they are known", () => {
    const file = { orders_by_line: { kept: 3, "excluded:unpaid": 1 } };
    expect(ledgerPicture(plain, file, "orders")).toMatchObject({
      less: [
        { from: 0.75, to: 1 },
        { from: 0.75, to: 0.75 },
      ],
      kept: { from: 0, to: 0.75 },
    });
    expect(ledgerPicture(plain, {}, "orders")).toBeNull();
  });

  it("leaves room left of zero for a file that comes to less", () => {
    const negative = account(
      lines(["read", 2, "-50.00"], ["excluded:unpaid", 1, "-100.00"], ["kept", 1, "50.00"]),
    );
    expect(ledgerPicture(negative, undefined, "money")).toMatchObject({
      read: { from: 0, to: 0.5 },
      less: [{ kind: "more", from: 0, to: 1 }],
      kept: { from: 0.5, to: 1 },
    });
  });

  it("draws nothing of nothing", () => {
    const none = account(lines(["read", 0, "0"], ["kept", 0, "0"]));
    expect(ledgerPicture(none, undefined, "money")).toMatchObject({
      read: { from: 0, to: 0 },
      kept: { from: 0, to: 0 },
    });
  });
});
