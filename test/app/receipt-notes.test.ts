import { expect, it } from "vitest";
import { warningsToSay } from "../../src/app/receipt-notes.ts";

const file = {
  name: "orders.csv",
  warnings: [
    { code: "DUPLICATE_ROWS", message: "identical records stand in the file", count: 3 },
    { code: "INVALID_DATE", message: "invalid date", lines: [4] },
  ],
};
const [repeats, dates] = file.warnings;
const finding = (of: string) => ({ key: "findings_identical_records", inputs: { file: of, n: 3 } });

it("a warning that a finding on its file says is left to the finding", () => {
  expect(warningsToSay(file, [finding("orders.csv")])).toEqual([dates]);
});

it("a warning stays where the finding is on another file, or there is none", () => {
  expect(warningsToSay(file, [finding("items.csv")])).toEqual([repeats, dates]);
  expect(warningsToSay(file, [])).toEqual([repeats, dates]);
});

it("while findings are counted, only what no finding can say is said", () => {
  expect(warningsToSay(file, null)).toEqual([dates]);
});
