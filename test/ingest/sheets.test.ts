import { expect, it } from "vitest";
import { replan } from "../../src/ingest/plan.ts";
import { fileOf, plan } from "../support/files.ts";
import { textRows, workbookOf } from "../support/workbook.ts";

const header = ["order_id", "order_date", "customer_email", "amount"];
const sheet = (name: string, first: number, state: "visible" | "hidden" = "visible", columns = header) => ({
  name,
  state,
  data: textRows([columns, ...[0, 1].map((i) => [`A${first + i}`, `2024-01-1${i}`, "a@x.com", "1.50"])]),
});
const csv = () => fileOf(`${header.join(",")}\nB1,2024-01-05,b@x.com,2.00\n`, "more.csv");

it("a chosen sheet is read again, the question stays to be answered otherwise, and other files stay as they were", async () => {
  const file = await workbookOf([sheet("Old", 1, "hidden"), sheet("Orders", 5)]);
  const first = await plan([file, csv()]);
  const asked = first.plan.files[0]!.questions;
  expect(asked.map(({ question, choices, chosen }) => [question, choices, chosen])).toEqual([
    ["sheet", ["Old", "Orders"], "Orders"],
  ]);
  const other = await replan(first, { files: { "book.xlsx": { sheet: "Old" } } });
  expect(other.plan.files.map(({ name, sheet, preview }) => [name, sheet, preview[0]![0]])).toEqual([
    ["book.xlsx", "Old", "A1"],
    ["more.csv", undefined, "B1"],
  ]);
  expect(other.plan.files[0]!.questions.map(({ chosen }) => chosen)).toEqual(["Old"]);
  expect(other.inspected[1]).toBe(first.inspected[1]);
});

it("the sheet of the scripting surface is read of every workbook, without a question", async () => {
  const file = await workbookOf([sheet("Old", 1, "hidden"), sheet("Orders", 5)]);
  const { plan: planned } = await plan([file], { sheet: "Old" });
  expect(planned.files.map(({ sheet, questions }) => [sheet, questions])).toEqual([["Old", []]]);
});

it("sheets of the same columns come and go with the choice of one", async () => {
  const file = await workbookOf([
    sheet("Jan", 1),
    sheet("Feb", 5),
    sheet("Notes", 9, "visible", ["a", "b", "c", "d"]),
  ]);
  const months = await plan([file]);
  expect(months.plan.files.map(({ name, sheet }) => [name, sheet])).toEqual([
    ["book.xlsx › Jan", "Jan"],
    ["book.xlsx › Feb", "Feb"],
  ]);
  const one = await replan(months, { files: { "book.xlsx": { sheet: "Feb" } } });
  expect(one.plan.files.map(({ name, sheet }) => [name, sheet])).toEqual([["book.xlsx", "Feb"]]);
});
