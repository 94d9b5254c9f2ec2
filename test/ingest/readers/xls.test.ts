import { utils, write, type WorkBook } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { refusalOf, tableOf } from "../../support/tables.ts";

const header = ["order_id", "order_date", "customer_email", "amount"];
const cells = [
  header,
  [123456789012, { t: "n", v: 45296, z: "yyyy-mm-dd" }, "ann@x.com", 0.1 + 0.2],
  ["A2", { t: "n", v: 45297.4375, z: "m/d/yy h:mm" }, "王@x.com", 2],
];

function bookOf(more: Partial<NonNullable<WorkBook["Workbook"]>> = {}): WorkBook {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([["Read me"]]), "Notes");
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells), "Orders");
  book.Workbook = { ...book.Workbook, ...more };
  return book;
}

const fileOf = (book: WorkBook, bookType: "biff8" | "biff5" | "xlsb", name: string): File =>
  new File([write(book, { type: "buffer", bookType }) as Uint8Array<ArrayBuffer>], name);

describe("an old workbook", () => {
  it.each(["biff8", "biff5", "xlsb"] as const)("of the kind %s is read like a new one", async (kind) => {
    const table = await tableOf(fileOf(bookOf(), kind, "orders.xls"));
    expect(table.sheet).toBe("Orders");
    expect(table.columns).toEqual(header);
    const [first, second] = table.rows;
    expect(first).toEqual(["2", "123456789012", "2024-01-05", "ann@x.com", "0.3"]);
    expect(second!.filter((_, column) => column !== 3)).toEqual(["3", "A2", "2024-01-06 10:30:00", "2"]);
    expect(table.warnings).toEqual(["MULTIPLE_SHEETS"]);
  });

  it("may count from 1904", async () => {
    const table = await tableOf(fileOf(bookOf({ WBProps: { date1904: true } }), "biff8", "orders.xls"));
    expect(table.rows[0]![2]).toBe("2028-01-06");
  });

  it("that is cut off is refused", async () => {
    const whole = fileOf(bookOf(), "biff8", "orders.xls");
    expect(await refusalOf(new File([whole.slice(0, 600)], "orders.xls"))).toBe("TRUNCATED_OR_CORRUPT");
  });
});
