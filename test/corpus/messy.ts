/**
 * Messy delimited text and the cells it holds: the kinds that csv-spectrum, PapaParse's tests and the Pollock benchmark
 * (Vitagliano et al., VLDB 2023) cover, and those of shops' own exports. Written for this project, no case is theirs.
 */
import type { ReadingTold } from "../../src/ingest/look.ts";

/** A file and what is read from it. */
export interface Messy {
  readonly kind: string;
  readonly content: string | Uint8Array;
  readonly columns?: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly delimiter?: string;
  readonly encoding?: string;
  /** Physical lines. */
  readonly rejected?: readonly number[];
  readonly skipped?: readonly number[];
  readonly warnings?: readonly string[];
  readonly told?: ReadingTold;
}

const lines = (...all: readonly string[]) => `${all.join("\n")}\n`;
const crlf = (...all: readonly string[]) => `${all.join("\r\n")}\r\n`;
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

/** What csv-spectrum covers. */
export const spectrum: readonly Messy[] = [
  { kind: "plain records", content: lines("a,b,c", "1,2,3"), columns: ["a", "b", "c"], cells: [["1", "2", "3"]] },
  { kind: "plain records, CR LF", content: crlf("a,b,c", "1,2,3"), columns: ["a", "b", "c"], cells: [["1", "2", "3"]] },
  {
    kind: "a comma in quotes",
    content: lines("first,last,address,city,zip", 'Ines,Roth,"12 Mill Lane, left door",Graz,08010'),
    columns: ["first", "last", "address", "city", "zip"],
    cells: [["Ines", "Roth", "12 Mill Lane, left door", "Graz", "08010"]],
  },
  {
    kind: "empty fields, quoted and not",
    content: lines("a,b,c", '1,"",""', "2,3,4", ",,5"),
    cells: [
      ["1", "", ""],
      ["2", "3", "4"],
      ["", "", "5"],
    ],
  },
  {
    kind: "empty fields, CR LF",
    content: crlf("a,b,c", '1,"",""', "2,3,4"),
    cells: [
      ["1", "", ""],
      ["2", "3", "4"],
    ],
  },
  {
    kind: "quotes doubled inside quotes",
    content: lines("a,b", '1,"the ""best"" tea"', '3,"""x"""'),
    cells: [
      ["1", 'the "best" tea'],
      ["3", '"x"'],
    ],
  },
  {
    kind: "JSON in a cell",
    content: lines("key,val", '1,"{""type"": ""Point"", ""at"": [102.0, 0.5]}"'),
    columns: ["key", "val"],
    cells: [["1", '{"type": "Point", "at": [102.0, 0.5]}']],
  },
  {
    kind: "coordinates in one cell",
    content: lines("id,place", '1,"47.07, 15.44"', '2,"48.21, 16.37"'),
    cells: [
      ["1", "47.07, 15.44"],
      ["2", "48.21, 16.37"],
    ],
  },
  {
    kind: "line ends in quotes",
    content: lines("a,b,c", "1,2,3", '"Once upon ', 'a time",5,6', "7,8,9"),
    cells: [
      ["1", "2", "3"],
      ["Once upon \na time", "5", "6"],
      ["7", "8", "9"],
    ],
  },
  {
    kind: "line ends in quotes, CR LF",
    content: crlf("a,b,c", "1,2,3", '"Once upon ', 'a time",5,6', "7,8,9"),
    cells: [
      ["1", "2", "3"],
      ["Once upon \r\na time", "5", "6"],
      ["7", "8", "9"],
    ],
  },
  {
    kind: "quotes and line ends in one cell",
    content: lines("a,b", '1,"ha ', '""ha"" ', 'ha"', "3,4"),
    cells: [
      ["1", 'ha \n"ha" \nha'],
      ["3", "4"],
    ],
  },
  {
    kind: "UTF-8",
    content: lines("a,b,c", "1,2,3", "4,5,ʤ", "6,茶壶,😀"),
    cells: [
      ["1", "2", "3"],
      ["4", "5", "ʤ"],
      ["6", "茶壶", "😀"],
    ],
  },
];

const header = "order_id,order_date,customer,amount";
const row = (n: number) => [`A${n}`, `2024-01-0${n}`, `c${n}`, `${n}.50`];
const csvRow = (n: number) => row(n).join(",");
const three = [row(1), row(2), row(3)];

/** What PapaParse's tests cover: quotes, delimiters, line ends, blank lines, comments, what is left open at the end. */
export const papa: readonly Messy[] = [
  { kind: "one record without a line end", content: `${header}\n${csvRow(1)}`, cells: [row(1)] },
  { kind: "a quoted field at the very end", content: `${header}\nA1,2024-01-01,c1,"1.50"`, cells: [row(1)] },
  {
    kind: "blanks around unquoted fields, kept",
    content: lines("a,b,c", "1 , 2 ,3"),
    cells: [["1 ", " 2 ", "3"]],
  },
  {
    kind: "blanks behind a closing quote",
    content: lines(header, '"A1" ,"2024-01-01"  ,"c1",1.50', csvRow(2)),
    cells: [row(1), row(2)],
  },
  {
    kind: "blanks before opening quotes",
    content: lines("order_id, order_date, customer, amount", 'A1, "2024-01-01", "Roth, Ines", "1.50"', 'A2, "2024-01-02", "c2", "2.50"'),
    cells: [
      ["A1", "2024-01-01", "Roth, Ines", "1.50"],
      ["A2", "2024-01-02", "c2", "2.50"],
    ],
  },
  {
    kind: "a quote inside an unquoted field",
    content: lines(header, 'A1,2024-01-01,5" pipe,1.50', csvRow(2)),
    cells: [["A1", "2024-01-01", '5" pipe', "1.50"], row(2)],
  },
  {
    kind: "a quote inside a quoted field",
    content: lines(header, 'A1,2024-01-01,"the "best" mug",1.50', csvRow(2)),
    cells: [["A1", "2024-01-01", 'the "best" mug', "1.50"], row(2)],
    warnings: ["QUOTE_REPAIRED"],
  },
  {
    kind: "a field that is one doubled quote",
    content: lines(header, 'A1,2024-01-01,"""",1.50', csvRow(2)),
    cells: [["A1", "2024-01-01", '"', "1.50"], row(2)],
  },
  {
    kind: "every field quoted, CR only",
    content: '"order_id","order_date","customer","amount"\r"A1","2024-01-01","c\r1","1.50"\r"A2","2024-01-02","c2","2.50"\r',
    cells: [["A1", "2024-01-01", "c\r1", "1.50"], row(2)],
  },
  {
    kind: "CR, LF and CR LF by turns",
    content: `${header}\r\n${csvRow(1)}\n${csvRow(2)}\r${csvRow(3)}\r\n`,
    cells: three,
  },
  {
    kind: "LF and CR LF by turns",
    content: `${header}\n${csvRow(1)}\r\n${csvRow(2)}\n${csvRow(3)}\r\n`,
    cells: three,
  },
  {
    kind: "blank lines before, between and behind",
    content: `\n\n${header}\n\n${csvRow(1)}\n   \n${csvRow(2)}\n,,,\n${csvRow(3)}\n\n\n`,
    cells: three,
  },
  {
    kind: "remarks above the header",
    content: lines("# made by hand", "# in spring", header, csvRow(1), csvRow(2)),
    cells: [row(1), row(2)],
    skipped: [1, 2],
    warnings: ["PREAMBLE_SKIPPED"],
  },
  {
    kind: "remarks between records",
    content: lines(header, csvRow(1), "# checked by Odile", csvRow(2), csvRow(3)),
    cells: three,
    skipped: [3],
    warnings: ["FOOTER_SKIPPED"],
  },
  ...([";", "\t", "|", "^", "~", "\u0001", "\u001f"] as const).map(
    (delimiter): Messy => ({
      kind: `the delimiter ${JSON.stringify(delimiter)}`,
      content: lines(header, csvRow(1), csvRow(2), csvRow(3)).replaceAll(",", delimiter),
      delimiter,
      cells: three,
    }),
  ),
  {
    kind: "a decimal comma beside semicolons",
    content: lines("order_id;order_date;amount", "A1;2024-01-01;1.234,50", "A2;2024-01-02;7,25"),
    delimiter: ";",
    cells: [
      ["A1", "2024-01-01", "1.234,50"],
      ["A2", "2024-01-02", "7,25"],
    ],
  },
  {
    kind: "a line that names the delimiter",
    content: crlf("sep=;", header.replaceAll(",", ";"), csvRow(1).replaceAll(",", ";")),
    delimiter: ";",
    cells: [row(1)],
  },
  {
    kind: "quotes escaped by a backslash",
    content: lines(header, 'A1,2024-01-01,"the \\"best\\" mug, blue",1.50', 'A2,2024-01-02,"C:\\\\tea",2.50'),
    cells: [
      ["A1", "2024-01-01", 'the "best" mug, blue', "1.50"],
      ["A2", "2024-01-02", "C:\\tea", "2.50"],
    ],
  },
  {
    kind: "delimiters escaped by a backslash",
    content: lines(header, "A1,2024-01-01,Roth\\, Ines,1.50", csvRow(2), "A3,2024-01-03,\\N,3.50"),
    cells: [["A1", "2024-01-01", "Roth, Ines", "1.50"], row(2), ["A3", "2024-01-03", "", "3.50"]],
  },
  {
    kind: "a backslash before a closing quote that escapes nothing",
    content: lines(header, 'A1,2024-01-01,"C:\\orders\\",1.50', csvRow(2), csvRow(3)),
    cells: [["A1", "2024-01-01", "C:\\orders\\", "1.50"], row(2), row(3)],
  },
  {
    kind: "fields quoted by apostrophes",
    content: lines(header, "'A1','2024-01-01','Roth, Ines','1.50'", "'A2','2024-01-02','O''Neil','2.50'"),
    cells: [
      ["A1", "2024-01-01", "Roth, Ines", "1.50"],
      ["A2", "2024-01-02", "O'Neil", "2.50"],
    ],
  },
  {
    kind: "apostrophes that quote nothing",
    content: lines(header, "'0017,2024-01-01,O'Neil,1.50", "'0018,2024-01-02,d'Arc,2.50"),
    cells: [
      ["'0017", "2024-01-01", "O'Neil", "1.50"],
      ["'0018", "2024-01-02", "d'Arc", "2.50"],
    ],
  },
  {
    kind: "a delimiter that a person chose",
    content: lines("order_id;order_date;net,amount", "A1;2024-01-01;1,50", "A2;2024-01-02;2,50"),
    told: { delimiter: "," },
    columns: ["order_id;order_date;net", "amount"],
    delimiter: ",",
    cells: [
      ["A1;2024-01-01;1", "50"],
      ["A2;2024-01-02;2", "50"],
    ],
  },
];

/** What the Pollock benchmark pollutes: the file, the table, the record, the field. */
export const pollock: readonly Messy[] = [
  { kind: "no header", content: lines(csvRow(1), csvRow(2), csvRow(3)), cells: three, warnings: ["NO_HEADER"] },
  {
    kind: "a header with a name too few",
    content: lines("order_id,order_date,customer", csvRow(1), csvRow(2), csvRow(3)),
    columns: ["order_id", "order_date", "customer", "column_4"],
    cells: three,
    warnings: ["EMPTY_HEADER"],
  },
  {
    kind: "a header with repeated and blank names",
    content: lines("id,date,amount,amount,", "A1,2024-01-01,1.50,0.10,x", "A2,2024-01-02,2.50,0.20,y"),
    columns: ["id", "date", "amount", "amount_2", "column_5"],
    cells: [
      ["A1", "2024-01-01", "1.50", "0.10", "x"],
      ["A2", "2024-01-02", "2.50", "0.20", "y"],
    ],
    warnings: ["DUPLICATE_HEADER", "EMPTY_HEADER"],
  },
  {
    kind: "groups above the names",
    content: lines("Order,,Buyer,,Money", "id,date,name,city,amount", "A1,2024-01-01,Ines,Graz,1.50", "A2,2024-01-02,Bo,Linz,2.50"),
    columns: ["id", "date", "name", "city", "amount"],
    cells: [
      ["A1", "2024-01-01", "Ines", "Graz", "1.50"],
      ["A2", "2024-01-02", "Bo", "Linz", "2.50"],
    ],
    skipped: [1],
    warnings: ["PREAMBLE_SKIPPED"],
  },
  {
    kind: "groups above names that repeat",
    content: lines("Order,,Billing,,Shipping,", "id,date,name,city,name,city", "A1,2024-01-01,Ines,Graz,Bo,Linz", "A2,2024-01-02,Bo,Linz,Bo,Linz"),
    columns: ["id", "date", "Billing name", "Billing city", "Shipping name", "Shipping city"],
    cells: [
      ["A1", "2024-01-01", "Ines", "Graz", "Bo", "Linz"],
      ["A2", "2024-01-02", "Bo", "Linz", "Bo", "Linz"],
    ],
    skipped: [1],
  },
  {
    kind: "units below the names",
    content: lines("order_id,order_date,weight,amount", "text,yyyy-mm-dd,kg,EUR", "A1,2024-01-01,2,1.50", "A2,2024-01-02,3,2.50"),
    columns: ["order_id", "order_date", "weight", "amount"],
    cells: [
      ["A1", "2024-01-01", "2", "1.50"],
      ["A2", "2024-01-02", "3", "2.50"],
    ],
    skipped: [2],
  },
  {
    kind: "a preamble of thirty lines",
    content: lines(...Array.from({ length: 30 }, (_, i) => `Note ${i}: the shop was open`), "", header, csvRow(1), csvRow(2)),
    cells: [row(1), row(2)],
    skipped: Array.from({ length: 30 }, (_, i) => i + 1),
  },
  {
    kind: "a footer of several lines",
    content: lines(header, csvRow(1), csvRow(2), "Total,,,4.00", "", "Generated by the till on Friday", "For questions, call Odile"),
    cells: [row(1), row(2)],
    skipped: [4, 6, 7],
    warnings: ["FOOTER_SKIPPED"],
  },
  {
    kind: "page totals and headers on every page",
    content: lines(header, csvRow(1), csvRow(2), "Page total,,,4.00", "Page 2 of 2", header, csvRow(3), "Page total,,,3.50", "Grand total,,,7.50"),
    cells: three,
    skipped: [4, 5, 6, 8, 9],
    warnings: ["REPEATED_HEADER_SKIPPED", "FOOTER_SKIPPED"],
  },
  {
    kind: "a second table of other columns below",
    content: lines(header, csvRow(1), csvRow(2), "", csvRow(3), "", "product,stock", "mug,12", "pot,7"),
    cells: three,
    skipped: [7, 8, 9],
    warnings: ["MULTIPLE_TABLES"],
  },
  {
    kind: "a second table of other columns above",
    content: lines("product,stock", "mug,12", "pot,7", "", header, csvRow(1), csvRow(2), csvRow(3)),
    cells: three,
    skipped: [1, 2, 3],
    warnings: ["MULTIPLE_TABLES"],
  },
  {
    kind: "a second table as wide",
    content: lines(header, csvRow(1), csvRow(2), csvRow(3), "", "Stock", "product,shelf,colour,left", "mug,A,blue,7", "pot,B,red,3"),
    cells: three,
    skipped: [6, 7, 8, 9],
    warnings: ["MULTIPLE_TABLES"],
  },
  {
    kind: "a record too short and one too long",
    content: lines(header, csvRow(1), "A2,2024-01-02", csvRow(3), "A4,2024-01-04,c4,4.50,x"),
    cells: [row(1), row(3)],
    rejected: [3, 5],
    warnings: ["RAGGED_ROWS"],
  },
  {
    kind: "delimiters too many at the ends of records",
    content: lines(header, `${csvRow(1)},`, `${csvRow(2)},,`, csvRow(3)),
    cells: three,
  },
  {
    kind: "a quote never closed at the start",
    content: lines(header, '"A1,2024-01-01,c1,1.50', csvRow(2), csvRow(3)),
    cells: [row(2), row(3)],
    rejected: [2],
    warnings: ["UNBALANCED_QUOTE"],
  },
  {
    kind: "a quote never closed in the middle, with quoted fields below",
    content: lines(header, csvRow(1), 'A2,2024-01-02,"c2,2.50', 'A3,2024-01-03,"c3",3.50'),
    cells: [row(1), row(3)],
    rejected: [3],
    warnings: ["UNBALANCED_QUOTE"],
  },
  {
    kind: "a quote never closed at the end",
    content: `${header}\n${csvRow(1)}\n${csvRow(2)}\nA3,2024-01-03,"c3,3.50`,
    cells: [row(1), row(2)],
    rejected: [4],
    warnings: ["UNBALANCED_QUOTE"],
  },
  {
    kind: "a file cut off within a record",
    content: `${header}\n${csvRow(1)}\n${csvRow(2)}\nA3,2024-0`,
    cells: [row(1), row(2)],
    rejected: [4],
    warnings: ["RAGGED_ROWS"],
  },
  {
    kind: "NUL bytes",
    content: lines(header, "A1,2024-01-01,c\u00001,1.50", csvRow(2)),
    cells: [row(1), row(2)],
    warnings: ["NUL_BYTES"],
  },
  {
    kind: "control, turning and invisible characters",
    content: lines(header, "A1,2024-01-01,c\u00071,1.50", "A2,2024-01-02,\u202ec2,2.50", "A3,2024-01-03,c\u200b3,3.50"),
    cells: [
      ["A1", "2024-01-01", "c\u00071", "1.50"],
      ["A2", "2024-01-02", "\u202ec2", "2.50"],
      ["A3", "2024-01-03", "c\u200b3", "3.50"],
    ],
    warnings: ["CONTROL_CHARS", "BIDI_CHARS", "INVISIBLE_CHARS"],
  },
  {
    kind: "bytes that no encoding has",
    content: new Uint8Array([...Buffer.from(lines(header, "A1,2024-01-01,茶壶绿茶红茶,1.50")), ...bytes("A2,2024-01-02,c\xff2,2.50\n")]),
    cells: [
      ["A1", "2024-01-01", "茶壶绿茶红茶", "1.50"],
      ["A2", "2024-01-02", "c\ufffd2", "2.50"],
    ],
    encoding: "utf-8",
    warnings: ["INVALID_BYTES"],
  },
  {
    kind: "three hundred columns",
    content: lines(
      Array.from({ length: 300 }, (_, i) => `name_${i}`).join(","),
      Array.from({ length: 300 }, (_, i) => `${i}.5`).join(","),
    ),
    cells: [Array.from({ length: 300 }, (_, i) => `${i}.5`)],
  },
];

/** Columns that are told by their positions. */
export const fixed: readonly Messy[] = [
  {
    kind: "a header over values with single blanks, numbers to the right",
    content: lines(
      "order_id  order_date  customer            amount",
      "A1001     2024-01-05  Ann Lee               12.50",
      "A1002     2024-01-06  Bo                   130.00",
      "A1003     2024-01-07  Ines Roth-Huber        7.25",
      "A1004     2024-01-08                         9.00",
    ),
    columns: ["order_id", "order_date", "customer", "amount"],
    delimiter: "fixed",
    cells: [
      ["A1001", "2024-01-05", "Ann Lee", "12.50"],
      ["A1002", "2024-01-06", "Bo", "130.00"],
      ["A1003", "2024-01-07", "Ines Roth-Huber", "7.25"],
      ["A1004", "2024-01-08", "", "9.00"],
    ],
  },
  {
    kind: "a rule of dashes under the header",
    content: lines(
      "ID    DATE       NAME         AMOUNT",
      "----- ---------- ------------ ------",
      "A1001 2024-01-05 Ann Lee Ma    12.50",
      "A1002 2024-01-06 Ines Roth Hu 130.00",
      "A1003 2024-01-07 Bo             7.25",
    ),
    columns: ["ID", "DATE", "NAME", "AMOUNT"],
    delimiter: "fixed",
    skipped: [2],
    cells: [
      ["A1001", "2024-01-05", "Ann Lee Ma", "12.50"],
      ["A1002", "2024-01-06", "Ines Roth Hu", "130.00"],
      ["A1003", "2024-01-07", "Bo", "7.25"],
    ],
  },
  {
    kind: "no header, commas inside names",
    content: lines("0001 20240105 Roth, Ines   29.33", "0002 20240106 Huber, Bo     7.00", "0003 20240107 Lee, Ann    110.25", "0004 20240108 Ma, Li        1.00"),
    delimiter: "fixed",
    cells: [
      ["0001", "20240105", "Roth, Ines", "29.33"],
      ["0002", "20240106", "Huber, Bo", "7.00"],
      ["0003", "20240107", "Lee, Ann", "110.25"],
      ["0004", "20240108", "Ma, Li", "1.00"],
    ],
  },
  {
    kind: "Chinese characters that take two places",
    content: lines("订单号  日期        买家    金额 ", "A1001   2024-01-05  王小明  12.50", "A1002   2024-01-06  李雷     3.00", "A1003   2024-01-07  韩梅梅   7.25"),
    delimiter: "fixed",
    columns: ["订单号", "日期", "买家", "金额"],
    cells: [
      ["A1001", "2024-01-05", "王小明", "12.50"],
      ["A1002", "2024-01-06", "李雷", "3.00"],
      ["A1003", "2024-01-07", "韩梅梅", "7.25"],
    ],
  },
];
