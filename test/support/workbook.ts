/** Workbooks for tests, written part by part as office programs write them, or as they should not. */
import { zipOf } from "./archive.ts";

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** A sheet: the rows' XML, or cells as texts. */
export interface SheetOf {
  readonly name?: string;
  readonly state?: "visible" | "hidden" | "veryHidden";
  /** What stands inside of `sheetData`. */
  readonly data: string;
}

/** What a workbook is made of beside its sheets. */
export interface WorkbookOf {
  readonly strings?: readonly string[];
  /** Format codes of the styles 1, 2, …; style 0 is general. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  /** Parts written in place of those that would be. */
  readonly parts?: Readonly<Record<string, BlobPart>>;
  readonly name?: string;
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const styles = (formats: readonly (string | number)[]): string => {
  const codes = formats.map((format, i) =>
    typeof format === "number" ? "" : `<numFmt numFmtId="${164 + i}" formatCode="${escape(format)}"/>`,
  );
  const cells = formats.map(
    (format, i) => `<xf numFmtId="${typeof format === "number" ? format : 164 + i}"/>`,
  );
  return `<styleSheet xmlns="${main}"><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${cells.join("")}</cellXfs></styleSheet>`;
};

/** The XML of rows of inline texts, beginning at a row. */
export const textRows = (rows: readonly (readonly string[])[], first = 1): string =>
  rows
    .map(
      (row, i) =>
        `<row r="${first + i}">${row.map((cell) => `<c t="inlineStr"><is><t>${escape(cell)}</t></is></c>`).join("")}</row>`,
    )
    .join("");

/** The parts of a workbook by their path. */
export function workbookParts(
  sheets: readonly SheetOf[],
  { strings = [], formats = [], date1904 = false, parts = {} }: WorkbookOf = {},
): Readonly<Record<string, BlobPart>> {
  return {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": `<Relationships><Relationship Id="r1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${relationships}"><workbookPr${date1904 ? ' date1904="1"' : ""}/><sheets>${sheets
      .map(
        (sheet, i) =>
          `<sheet name="${escape(sheet.name ?? `Sheet${i + 1}`)}" sheetId="${i + 1}" state="${sheet.state ?? "visible"}" r:id="s${i + 1}"/>`,
      )
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${sheets
      .map(
        (_, i) =>
          `<Relationship Id="s${i + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join(
        "",
      )}<Relationship Id="x" Type="${relationships}/styles" Target="styles.xml"/><Relationship Id="y" Type="${relationships}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": styles(formats),
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${strings.join("")}</sst>`,
    ...Object.fromEntries(
      sheets.map(({ data }, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<?xml version="1.0"?><worksheet xmlns="${main}"><dimension ref="A1:A1"/><sheetData>${data}</sheetData></worksheet>`,
      ]),
    ),
    ...parts,
  };
}

/** A workbook as a file. */
export const workbookOf = async (sheets: readonly SheetOf[], options: WorkbookOf = {}): Promise<File> =>
  new File([await zipOf(workbookParts(sheets, options))], options.name ?? "book.xlsx");
