/** Tells records that are no data: totals and remarks, in the middle of a file and in the run at its end. */
import { dateShape } from "./dates.ts";
import { numberShape } from "./numbers.ts";
import { readRecords, type RecordDialect } from "./readers/records.ts";
import type { NoData, TailRecord } from "./scan-findings.ts";

const total =
  /^(?:(?:grand|sub|page|month(?:ly)?|dai?ly|overall)[\s-]*)?totals?\b(?:[\s:：]*$|\s*[(（:：].*|\s+(?:for|of)\b.*)|^(?:sum|average|avg|mean)\b[\s:：]*$|^(?:本页|当页|本月|当日)?(?:总计|合计|小计|汇总|共计|总额)[\s:：]*$|^(?:summe|gesamt|gesamtsumme|zwischensumme|suma|total general|totale|итого|合計|小計|総計|합계|소계|총계)[\s:：]*$/iu;
/** What platforms write below their tables: eBay's count of records and the seller's name. */
const closing = /^\d+,? *record\(s\) downloaded|^seller id *[:：]/i;
const remark =
  /^(?:#|--|\/\/)\s*[^\s\d]|^(?:generated|exported|report generated|end of (?:file|report))|^page\s+\d+|^(?:第\s*\d+\s*页|导出时间|注[:：])/i;

/** True where a record has so few filled cells that it may be a total. */
export const isSparse = (filled: number, width: number): boolean =>
  filled <= Math.max(2, Math.ceil(width * 0.6));

/** Why a record is no data, from the text of its first filled cell; null where it may be an order. */
export function noDataWhy(
  first: string,
  { filled, width, ragged }: { readonly filled: number; readonly width: number; readonly ragged: boolean },
): NoData["why"] | null {
  if ((total.test(first) || closing.test(first)) && isSparse(filled, width)) return "footer";
  return remark.test(first) && (ragged || filled === 1) ? "comment" : null;
}

const isValue = (text: string): boolean => numberShape(text) !== null || dateShape(text) !== null;

/** True of figures under a table without a word: its first cells are blank, and it has two numbers or more and nothing else. */
const isNamelessTotal = (cells: readonly string[], width: number): boolean => {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  return (
    cells.slice(0, 3).every((cell) => cell.trim() === "") &&
    filled.length >= 2 &&
    isSparse(filled.length, width) &&
    filled.every((cell) => numberShape(cell) !== null)
  );
};

/**
 * The footer: the unbroken run of records at the end that are totals, remarks, or, behind these or a blank line, words
 * without a value that do not fill the table. `known` are records that were told to be no data already.
 */
export function findFooter(
  tail: readonly TailRecord[],
  dialect: RecordDialect,
  width: number,
  known: ReadonlySet<number> = new Set(),
): readonly NoData[] {
  const found: NoData[] = [];
  let open: NoData[] = [];
  for (const { record, line, text, ragged, afterBlank } of [...tail].reverse()) {
    const cells = readRecords(text, dialect, true).records[0] ?? [];
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
    const why = noDataWhy(filled[0] ?? "", { filled: filled.length, width, ragged });
    if (known.has(record) || why !== null) {
      // Words below a total or a remark belong to it.
      found.push(...open, ...(why === null || known.has(record) ? [] : [{ record, line, why }]));
      open = [];
    } else if (ragged && !filled.some(isValue) && /\p{L}{2,}[\s,:：]/u.test(text)) {
      open.push({ record, line, why: "footer" });
      if (afterBlank) {
        found.push(...open);
        open = [];
      }
    } else if (isNamelessTotal(cells, width) && found.length === 0) {
      found.push({ record, line, why: "footer" });
    } else break;
  }
  const last = found.length === 0 ? bareTotal(tail, dialect, width, known) : null;
  return (last === null ? found : [last]).sort((a, b) => a.record - b.record);
}

/**
 * The last record where it is a total without a word: nothing but numbers in few columns, behind a blank first cell that
 * no record above it has blank, so that it is no further line of an order.
 */
function bareTotal(
  tail: readonly TailRecord[],
  dialect: RecordDialect,
  width: number,
  known: ReadonlySet<number>,
): NoData | null {
  const last = tail.at(-1);
  if (last === undefined || tail.length < 3 || known.has(last.record) || last.ragged) return null;
  const cellsOf = ({ text }: TailRecord) => readRecords(text, dialect, true).records[0] ?? [];
  const cells = cellsOf(last);
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const isTotal =
    filled.length > 0 &&
    filled.length <= Math.max(1, width * 0.4) &&
    (cells[0] ?? "").trim() === "" &&
    filled.every((cell) => numberShape(cell) !== null && dateShape(cell) === null) &&
    tail.slice(0, -1).every((record) => {
      const above = cellsOf(record);
      return (
        (above[0] ?? "").trim() !== "" && cells.every((cell, i) => cell === "" || above[i]?.trim() !== "")
      );
    });
  return isTotal ? { record: last.record, line: last.line, why: "footer" } : null;
}
