import { describe, expect, it } from "vitest";
import { zipOf } from "../../support/archive.ts";
import { refusalOf, tableOf, tablesOf } from "../../support/tables.ts";
import { textRows, workbookOf } from "../../support/workbook.ts";

const header = ["order_id", "order_date", "customer_email", "amount"];
const head = textRows([header]);
const orders = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => [
    `A${first + i}`,
    `2024-01-${String(10 + i)}`,
    `c${i}@x.com`,
    `${i + 1}.50`,
  ]);
const row = (r: number, cells: string, attributes = "") => `<row r="${r}"${attributes}>${cells}</row>`;
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;

describe("the cells of a workbook", () => {
  it("are texts of every kind, numbers as they are shown, dates as ISO text, and blank where there is an error", async () => {
    const table = await tableOf(
      await workbookOf(
        [
          {
            data:
              head +
              row(
                2,
                `<c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>45296</v></c><c r="C2" t="s"><v>1</v></c><c r="D2"><v>0.30000000000000004</v></c>`,
              ) +
              row(
                3,
                `<c r="A3"><v>12345</v></c><c r="B3" s="2"><v>45296.4375</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3"><f>1+1</f><v>2</v></c>`,
              ) +
              row(
                4,
                `<c r="A4" s="3"><v>77</v></c><c r="B4" t="d"><v>2024-01-06T00:00:00</v></c><c r="C4" t="b"><v>1</v></c><c r="D4"><f>SUM(D2:D3)</f><v/></c>`,
              ) +
              row(
                5,
                `<c r="A5"><v>1.23456789012346E+17</v></c><c r="B5" s="1"><v>45297</v></c><c r="D5" t="str"><f>"x"</f><v>7.10</v></c>`,
                ' hidden="1"',
              ),
          },
        ],
        {
          strings: [
            "<si><r><t>A</t></r><r><rPr><b/></rPr><t>1</t></r><rPh sb='0' eb='1'><t>phonetic</t></rPh></si>",
            "<si><t>ann&amp;bob@x.com</t></si>",
          ],
          formats: [14, "yyyy-mm-dd hh:mm", "00000"],
        },
      ),
    );
    expect(table).toEqual({
      name: "book.xlsx",
      sheet: "Sheet1",
      columns: header,
      rows: [
        ["2", "A1", "2024-01-05", "ann&bob@x.com", "0.3"],
        ["3", "12345", "2024-01-05 10:30:00", "", "2"],
        ["4", "00077", "2024-01-06", "TRUE", ""],
        ["5", "123456789012346000", "2024-01-06", "", "7.10"],
      ],
      rejected: [],
      warnings: ["ERROR_CELLS", "HIDDEN_ROWS", "FORMULA_NO_CACHE", "ID_PRECISION_LOST"],
    });
  });

  it("count days from 1904 where the workbook says so", async () => {
    const data = head + row(2, `${text("A1")}<c s="1"><v>43834</v></c>${text("a@x.com")}<c><v>1</v></c>`);
    const cells = async (date1904: boolean) =>
      (await tableOf(await workbookOf([{ data }], { formats: [14], date1904 }))).rows[0]![2];
    expect([await cells(true), await cells(false)]).toEqual(["2024-01-05", "2020-01-04"]);
  });

  it("stand where their references say, or one after the other without any; a far one widens nothing", async () => {
    const data =
      `<row>${header.map(text).join("")}</row>` +
      `<row>${text("A1")}${text("2024-01-05")}${text("a@x.com")}${text("1")}</row>` +
      `<row r="7"><c r="D7"><v>2</v></c><c r="XFD7"><v>9</v></c></row>` +
      `<row>${text("A3")}${text("2024-01-07")}${text("b@x.com")}${text("3")}</row>`;
    const table = await tableOf(await workbookOf([{ data }]));
    expect(table.rows).toEqual([
      ["2", "A1", "2024-01-05", "a@x.com", "1"],
      ["7", "", "", "", "2"],
      ["8", "A3", "2024-01-07", "b@x.com", "3"],
    ]);
    expect(table.warnings).toEqual(["RAGGED_ROWS"]);
  });

  it("beside the table are told, not read", async () => {
    const data =
      head +
      textRows(orders(1, 5), 2) +
      `<row r="7">${orders(6, 1)[0]!.map(text).join("")}<c r="H7" t="inlineStr"><is><t>a note</t></is></c></row>`;
    const table = await tableOf(await workbookOf([{ data }]));
    expect([table.columns, table.rows.length, table.warnings]).toEqual([header, 6, ["RAGGED_ROWS"]]);
  });

  it("hold a megabyte", async () => {
    const long = "x".repeat(1_200_000);
    const data = head + textRows([["A1", "2024-01-05", long, "1"], ...orders(2, 2)], 2);
    const table = await tableOf(await workbookOf([{ data }]));
    expect(table.rows.map((cells) => cells[3]!.length)).toEqual([1_200_000, 8, 8]);
  });

  it("are read under prefixes, strict namespaces and absolute targets", async () => {
    const strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    const rels = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    const file = await workbookOf([{ data: "" }], {
      parts: {
        "_rels/.rels": `<Relationships><Relationship Id="a" Type="${rels}/officeDocument" Target="/xl/book.xml"/></Relationships>`,
        "xl/book.xml": `<x:workbook xmlns:x="${strict}" xmlns:q="${rels}"><x:sheets><x:sheet name="Orders" sheetId="1" q:id="s1"/></x:sheets></x:workbook>`,
        "xl/_rels/book.xml.rels": `<Relationships><Relationship Id="s1" Type="${rels}/worksheet" Target="/xl/worksheets/Sheet1.xml"/></Relationships>`,
        "xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="${strict}"><x:sheetData>${(head + textRows(orders(1, 2), 2)).replaceAll(/<(\/?)(\w)/g, "<$1x:$2")}</x:sheetData></x:worksheet>`,
      },
    });
    const table = await tableOf(file);
    expect([table.sheet, table.columns, table.rows.length]).toEqual(["Orders", header, 2]);
  });
});

describe("the table of a sheet", () => {
  it("begins behind titles and blank columns, and ends before its total", async () => {
    const blank = `<c/><c/>`;
    const data =
      row(1, `<c/><c/>${text("Orders of January")}`) +
      row(3, blank + header.map(text).join("")) +
      orders(1, 6)
        .map((cells, i) => row(4 + i, blank + cells.map(text).join("")))
        .join("") +
      row(10, blank + text("Total") + "<c/><c/><c><v>21</v></c>");
    const { tables } = await tablesOf(await workbookOf([{ data }]));
    expect(tables[0]!.columns).toEqual(header);
    expect(tables[0]!.rows.map(([line, id]) => `${line} ${id}`)).toEqual([
      "4 A1",
      "5 A2",
      "6 A3",
      "7 A4",
      "8 A5",
      "9 A6",
    ]);
    expect(tables[0]!.warnings).toEqual(["PREAMBLE_SKIPPED", "FOOTER_SKIPPED"]);
  });

  it("has a header repeated on every printed page left out, and subtotals between", async () => {
    const data = textRows([header, ...orders(1, 3), ["Subtotal", "", "", "6"], header, ...orders(4, 12)]);
    const table = await tableOf(await workbookOf([{ data }]));
    expect(table.rows.map(([line]) => Number(line))).toEqual([
      2,
      3,
      4,
      ...Array.from({ length: 12 }, (_, i) => 7 + i),
    ]);
    expect(table.warnings).toEqual(["REPEATED_HEADER_SKIPPED", "FOOTER_SKIPPED"]);
  });

  it("leaves out the row under its header that explains the columns", async () => {
    const words = ["Platform unique order id", "Date of the order", "Mail of the buyer", "What was paid"];
    const table = await tableOf(await workbookOf([{ data: textRows([header, words, ...orders(1, 4)]) }]));
    expect([table.rows.map(([line]) => line), table.warnings]).toEqual([
      ["3", "4", "5", "6"],
      ["NOTE_SKIPPED"],
    ]);
  });

  it("begins where a person says that its header is", async () => {
    const data = textRows([["a", "b", "c", "d"], header, ...orders(1, 3)]);
    const file = await workbookOf([{ data }]);
    expect((await tableOf(file, { "book.xlsx": { headerLine: 1 } })).columns).toEqual(["a", "b", "c", "d"]);
    expect((await tableOf(file, { "book.xlsx": { headerLine: 2 } })).columns).toEqual(header);
  });
});

describe("the sheets of a workbook", () => {
  const readme = { name: "Read me", data: textRows([["Orders of the shop"], ["Please do not share"]]) };
  const sheet = (name: string, first: number, state: "visible" | "hidden" = "visible") => ({
    name,
    state,
    data: head + textRows(orders(first, 4), 2),
  });

  it("are chosen by what looks like orders, visible before hidden; the others are told", async () => {
    const table = await tableOf(await workbookOf([readme, sheet("Old", 1, "hidden"), sheet("Orders", 5)]));
    expect([table.name, table.sheet, table.rows[0]![1], table.warnings]).toEqual([
      "book.xlsx",
      "Orders",
      "A5",
      ["MULTIPLE_SHEETS"],
    ]);
  });

  it("are all read where they have the same columns, each as a file of its own", async () => {
    const { tables } = await tablesOf(await workbookOf([readme, sheet("Jan", 1), sheet("Feb", 5)]));
    expect(tables.map(({ name, rows, warnings }) => [name, rows.length, warnings])).toEqual([
      ["book.xlsx › Jan", 4, ["MULTIPLE_SHEETS"]],
      ["book.xlsx › Feb", 4, []],
    ]);
  });

  it("are read as a person chooses, by their name", async () => {
    const file = await workbookOf([readme, sheet("Old", 1, "hidden"), sheet("Orders", 5)]);
    expect((await tableOf(file, { "book.xlsx": { sheet: "Old" } })).rows[0]![1]).toBe("A1");
    expect((await tablesOf(file, { "book.xlsx": { sheet: "New" } })).refused).toEqual([
      ["book.xlsx", "UNSUPPORTED", "refusal_unknown_sheet"],
    ]);
  });

  it("that are all blank are no rows", async () => {
    expect(await refusalOf(await workbookOf([{ data: "" }, { data: row(1, "<c/>") }]))).toBe("NO_ROWS");
  });
});

describe("a workbook that is made to harm", () => {
  const data = head + textRows(orders(1, 2), 2);

  it("is refused for a document type and for entities of its own", async () => {
    const sheet = (body: string) => ({ "xl/worksheets/sheet1.xml": body });
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>`;
    expect(await refusalOf(await workbookOf([{ data }], { parts: sheet(bomb) }))).toBe("UNSAFE_XML");
    const entity = `<worksheet><sheetData><row><c><v>&xxe;</v></c></row></sheetData></worksheet>`;
    expect(await refusalOf(await workbookOf([{ data }], { parts: sheet(entity) }))).toBe("UNSAFE_XML");
    const deep = `<worksheet>${"<a>".repeat(1_000)}`;
    expect(await refusalOf(await workbookOf([{ data }], { parts: sheet(deep) }))).toBe("UNSAFE_XML");
  });

  it("is refused where a part is cut off or missing", async () => {
    const cut = `<worksheet><sheetData>${data}`;
    expect(
      await refusalOf(await workbookOf([{ data }], { parts: { "xl/worksheets/sheet1.xml": cut } })),
    ).toBe("TRUNCATED_OR_CORRUPT");
    const whole = await workbookOf([{ data }]);
    const half = new File([whole.slice(0, whole.size - 200)], "book.xlsx");
    expect(await refusalOf(half)).toBe("TRUNCATED_OR_CORRUPT");
    const none = new File(
      [await zipOf({ "[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": "<worksheet/>" })],
      "x.xlsx",
    );
    expect(await refusalOf(none)).toBe("TRUNCATED_OR_CORRUPT");
  });

  it("is refused by the sizes that it declares, before anything is inflated", async () => {
    const bomb = await workbookOf([{ data }], {
      parts: { "xl/worksheets/sheet1.xml": "<worksheet>" + " ".repeat(60_000_000) + "</worksheet>" },
    });
    expect(bomb.size).toBeLessThan(200_000);
    expect(await refusalOf(bomb)).toBe("ZIP_BOMB");
  });

  it("is refused where a part is larger than it declares", async () => {
    const whole = await workbookOf([{ data: head + textRows(orders(1, 20), 2) }]);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const view = new DataView(bytes.buffer);
    // The sizes in the directory: behind its signature by 24 bytes.
    for (let at = 0; at < bytes.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_500)
        view.setUint32(at + 24, 100, true);
    expect(["ZIP_BOMB", "TRUNCATED_OR_CORRUPT"]).toContain(await refusalOf(new File([bytes], "book.xlsx")));
  });

  it("that is no workbook is named as what it is", async () => {
    const named = async (parts: Readonly<Record<string, string>>) =>
      (await tablesOf(new File([await zipOf(parts)], "x.zip"))).refused;
    expect(await named({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>" })).toEqual([
      ["x.zip", "WRONG_TYPE", "refusal_office_other"],
    ]);
    expect(
      await named({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>" }),
    ).toEqual([["x.zip", "UNSUPPORTED", "refusal_ods"]]);
    expect(await named({ "Index/Document.iwa": "x", "Metadata/x.plist": "x" })).toEqual([
      ["x.zip", "UNSUPPORTED", "refusal_numbers"],
    ]);
  });
});
