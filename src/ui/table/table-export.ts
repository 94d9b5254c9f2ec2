/** The rows of a table as text, read piece by piece so that the page answers meanwhile. */
import { exportValue } from "../../app/cell-text.ts";
import { delimitedText, type DelimitedOptions } from "../../base/csv-cell.ts";
import type { ResultRow } from "../../runtime/state.ts";

/** Yields the delimited text of rows: the head with the first piece, then records alone. */
async function* textPieces(
  names: readonly string[],
  pieces: AsyncIterable<readonly ResultRow[]>,
  options: DelimitedOptions,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const rows of pieces) {
    const records = rows.map((row) => names.map((name) => exportValue(row[name])));
    const text = delimitedText(names, records, options);
    yield isFirst ? text : text.slice(text.indexOf("\r\n") + 2);
    isFirst = false;
  }
}

/** The parts of a file with these rows. */
export async function delimitedParts(
  names: readonly string[],
  pieces: AsyncIterable<readonly ResultRow[]>,
  options: DelimitedOptions,
): Promise<string[]> {
  const parts: string[] = [];
  for await (const part of textPieces(names, pieces, options)) parts.push(part);
  return parts;
}
