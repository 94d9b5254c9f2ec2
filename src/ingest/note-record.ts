/** A record below the header that explains the columns in words, as TikTok Shop writes one: no order. */
import { dateShape } from "./dates.ts";
import { numberShape } from "./numbers.ts";
import type { NoData } from "./scan-findings.ts";

const isValue = (cell: string): boolean =>
  numberShape(cell.trim()) !== null || dateShape(cell.trim()) !== null;
const isPhrase = (cell: string): boolean => /\S\s+\S/.test(cell.trim());

/** Columns that must hold values in every record but the first. */
const valueColumns = 2;

/**
 * True where the first data record is words about the columns: phrases in most of its cells, no value in any, while the
 * records below have numbers or dates where it has words.
 */
export function explainsColumns(body: readonly (readonly string[])[]): boolean {
  const [first = [], ...below] = body.slice(0, 200);
  const filled = first.filter((cell) => cell.trim() !== "");
  if (below.length === 0 || filled.length < 4 || first.some(isValue)) return false;
  if (filled.filter(isPhrase).length < filled.length * 0.8) return false;
  const typed = first.filter((cell, column) => {
    const cells = below.map((record) => record[column] ?? "").filter((text) => text.trim() !== "");
    return cell.trim() !== "" && cells.length > 0 && cells.every(isValue);
  });
  return typed.length >= valueColumns;
}

/** The first record below a header that begins on a physical line (1-based), as one that is no data. */
export function noteBelow(header: readonly string[], line: number): NoData {
  const within = header.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
  return { record: 1, line: line + 1 + within, why: "comment" };
}
