/** Finds total rows and comments among the last records of a file. */
import type { TailRecord } from "./scan-findings.ts";
import { readRecords, type RecordDialect } from "./readers/records.ts";

const total =
  /^(grand\s*|sub\s*)?totals?\b[\s:：]*$|^sum\b[\s:：]*$|^(总计|合计|小计|汇总|共计|总额)[\s:：]*$|^(summe|gesamt|suma|totale|итого)[\s:：]*$/iu;
/** What platforms write below their tables: eBay's count of records and the seller's name. */
const closing = /^\d+,? *record\(s\) downloaded|^seller id *[:：]/i;
const comment =
  /^(#|--|\/\/)\s*\D|^(generated|exported|report generated|end of (file|report)|导出时间|注[:：])/i;

/** A record that is no data, and why. */
export interface FooterFound {
  readonly record: number;
  readonly line: number;
  readonly why: "footer" | "comment";
}

/**
 * The footer: trailing records whose first filled cell is the word for a total (with most other cells blank), or that
 * are a comment. Only records in an unbroken run at the end of the file count.
 */
export function findFooter(
  tail: readonly TailRecord[],
  dialect: RecordDialect,
  width: number,
): readonly FooterFound[] {
  const found: FooterFound[] = [];
  for (const { record, line, text, ragged } of [...tail].reverse()) {
    const cells = readRecords(text, dialect, true).records[0] ?? [];
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
    const first = filled[0] ?? "";
    const isSparse = filled.length <= Math.max(2, Math.ceil(width * 0.6));
    if ((total.test(first) || closing.test(first)) && isSparse) found.push({ record, line, why: "footer" });
    else if (comment.test(first) && (ragged || filled.length === 1))
      found.push({ record, line, why: "comment" });
    else break;
  }
  return found.reverse();
}
