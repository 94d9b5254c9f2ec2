/** Suggests which column of a file holds what: by the user's word, the source's list, header words, then content. */
import { IngestError } from "../orders/ingest-error.ts";
import type { ImportOptions } from "../orders/import-options.ts";
import {
  canonicalColumns,
  numberColumns,
  timeColumns,
  type CanonicalColumn,
  type Evidence,
} from "../orders/plan.ts";
import { looksLikeDates, looksLikeNumbers, type ColumnShape } from "./columns.ts";
import { headerForms } from "./header-forms.ts";
import { headerWords, isUnitPrice } from "./header-words.ts";
import { ordersOfLines } from "./structure.ts";
import { isClock } from "./clock-column.ts";
import type { Inspection } from "./inspection.ts";
import type { SourceFound } from "./sources/index.ts";
import { sameHeader } from "./sources/same-header.ts";

/** A mapping and why each column is in it. */
export interface MappingFound {
  readonly mapping: Partial<Record<CanonicalColumn, number>>;
  readonly evidence: Partial<Record<CanonicalColumn, readonly Evidence[]>>;
}

type Kind = "date" | "number" | "text";

/** What the cells of a canonical column must look like. */
export const kindOf = (column: CanonicalColumn): Kind =>
  (timeColumns as readonly string[]).includes(column)
    ? "date"
    : (numberColumns as readonly string[]).includes(column)
      ? "number"
      : "text";

/** True where a phone or e-mail is masked (`139****0000`): buyers who share what is left would become one. */
const isMaskedKey = (column: CanonicalColumn, shape: ColumnShape): boolean =>
  (column === "phone" || column === "email") && shape.masked > shape.filled * 0.2;

/** True where a column that an export writes whether there were refunds or not holds nothing but zeros. */
const isUnused = (column: CanonicalColumn, shape: ColumnShape): boolean =>
  column === "amount_after_refunds" &&
  shape.filled === shape.total &&
  shape.values.every((text) => /^[^1-9]*$/.test(text));

/** True where a column that the source names can be it: a masked phone is no key, and zeros are no amount that is left. */
const fits = (column: CanonicalColumn, shape: ColumnShape): boolean =>
  !isMaskedKey(column, shape) && !isUnused(column, shape);

/** True where the cells can hold it. A column without values holds anything that its header names. */
function holds(column: CanonicalColumn, shape: ColumnShape): boolean {
  if (shape.filled === 0) return column !== "ordered_at" && column !== "net_amount";
  if (isMaskedKey(column, shape)) return false;
  const kind = kindOf(column);
  if (kind === "date")
    return column === "ordered_at" ? shape.dates >= shape.filled * 0.3 : looksLikeDates(shape);
  if (kind === "number") return shape.numbers >= shape.filled * 0.5;
  if (column === "time_of_day") return shape.examples.every(isClock);
  if (column === "email") return shape.emails >= shape.filled * 0.3;
  if (column === "country" || column === "region" || column === "city") return !looksLikeDates(shape);
  return true;
}

/** Where a column stands that is named by its header (trimmed, any case) or index; undefined where the file has none. */
function indexOf(file: Inspection, column: string | number): number | undefined {
  const text = String(column).trim().toLowerCase();
  return typeof column === "number"
    ? column
    : [
        file.columns.indexOf(column),
        file.columns.findIndex((name) => name.trim().toLowerCase() === text),
      ].find((at) => at !== -1);
}

/** True where the file has the column that an option names. */
export function hasColumn(file: Inspection, column: string | number): boolean {
  const index = indexOf(file, column);
  return index !== undefined && index < file.columns.length;
}

/** The column that an option names. @throws IngestError for an unknown one */
function named(file: Inspection, canonical: string, column: string | number): number {
  const index = indexOf(file, column);
  if (index === undefined || !Number.isInteger(index) || index < 0 || index >= file.columns.length)
    throw new IngestError("NOT_TABULAR", `unknown column for ${canonical}: ${column}`, {
      hint: `The file's columns are: ${file.columns.slice(0, 20).join(", ")}.`,
      key: "refusal_unknown_column",
      inputs: { canonical, column },
    });
  if (!(canonicalColumns as readonly string[]).includes(canonical))
    throw new IngestError("NOT_TABULAR", `unknown meaning of a column: ${canonical}`, {
      hint: `A column can be ${canonicalColumns.join(", ")}.`,
      key: "refusal_unknown_meaning",
      inputs: { canonical },
    });
  return index;
}

/** Suggests a mapping. What the options name is taken as it is; each column of the file has one meaning. */
export function suggestMapping(
  file: Inspection,
  shapes: readonly ColumnShape[],
  { source, recognised }: SourceFound,
  options: ImportOptions,
): MappingFound {
  const mapping: Partial<Record<CanonicalColumn, number>> = {};
  const evidence: Partial<Record<CanonicalColumn, readonly Evidence[]>> = {};
  const taken = new Set<number>();
  const put = (column: CanonicalColumn, index: number, key: string): void => {
    if (mapping[column] !== undefined || taken.has(index)) return;
    mapping[column] = index;
    evidence[column] = [{ key, inputs: { column: file.columns[index]!.trim() } }];
    taken.add(index);
  };
  for (const [column, name] of Object.entries(options.mapping ?? {}))
    put(column as CanonicalColumn, named(file, column, name), "evidence_mapping_chosen");
  const isOpen = (column: CanonicalColumn) => mapping[column] === undefined;
  const headers = file.columns.map(sameHeader);
  for (const column of canonicalColumns) {
    const index = recognised?.mapping[column];
    if (index !== undefined && isOpen(column)) put(column, index, "evidence_mapping_content");
    for (const name of source.mapping[column] ?? []) {
      const at = headers.indexOf(sameHeader(name));
      if (at !== -1 && isOpen(column) && fits(column, shapes[at]!))
        put(column, at, "evidence_mapping_source");
    }
  }
  if (source.id !== "generic") return { mapping, evidence };
  const words = (file.headerTexts ?? file.columns).map(headerForms);
  for (const column of canonicalColumns)
    for (const word of file.dialect.headerRecord === null ? [] : (headerWords[column] ?? [])) {
      const index = words.findIndex(
        (forms, at) => forms.includes(word) && !taken.has(at) && holds(column, shapes[at]!),
      );
      if (index !== -1 && isOpen(column)) put(column, index, "evidence_mapping_header");
    }
  priceOfUnits(file, mapping, evidence);
  byContent(shapes, mapping, put);
  return { mapping, evidence };
}

/**
 * A `price` that a header word took as the amount is a unit's beside what a line comes to, and beside a quantity where
 * orders have several records. Of one record per order it stays the amount.
 */
function priceOfUnits(
  file: Inspection,
  mapping: Partial<Record<CanonicalColumn, number>>,
  evidence: Partial<Record<CanonicalColumn, readonly Evidence[]>>,
): void {
  const { order_id: id, net_amount: amount, unit_price, quantity, line_amount } = mapping;
  const why = evidence.net_amount;
  if (amount === undefined || unit_price !== undefined || why?.[0]?.key !== "evidence_mapping_header") return;
  if (!isUnitPrice(file.columns[amount]!)) return;
  const isOfLines = () => id !== undefined && ordersOfLines(file, id, true).length > 0;
  if (line_amount === undefined && (quantity === undefined || !isOfLines())) return;
  mapping.unit_price = amount;
  evidence.unit_price = why;
  delete mapping.net_amount;
  delete evidence.net_amount;
}

/** Fills what headers left open from what the cells look like: the one date column, e-mails, ids, an amount. */
function byContent(
  shapes: readonly ColumnShape[],
  mapping: Partial<Record<CanonicalColumn, number>>,
  put: (column: CanonicalColumn, index: number, key: string) => void,
): void {
  const free = () =>
    shapes.map((shape, index) => ({ shape, index })).filter(({ index }) => !isTaken(mapping, index));
  const key = "evidence_mapping_content";
  const first = (column: CanonicalColumn, test: (shape: ColumnShape) => boolean): void => {
    if (mapping[column] !== undefined) return;
    const found = free().find(({ shape }) => test(shape));
    if (found) put(column, found.index, key);
  };
  first("ordered_at", looksLikeDates);
  first("email", (shape) => shape.filled > 0 && shape.emails >= shape.filled * 0.8);
  if (mapping.quantity === undefined || mapping.unit_price === undefined)
    first(
      "net_amount",
      (shape) =>
        looksLikeNumbers(shape) && shape.points + shape.commas >= shape.filled * 0.5 && shape.dates === 0,
    );
  if (mapping.customer_id === undefined && mapping.email === undefined) return;
  first(
    "order_id",
    (shape) =>
      shape.filled === shape.total &&
      shape.distinct === shape.filled &&
      shape.filled > 1 &&
      shape.points + shape.commas === 0 &&
      !looksLikeDates(shape) &&
      shape.examples.every((text) => /^[#\p{L}\p{N}_-]+$/u.test(text.trim())),
  );
}

const isTaken = (mapping: Partial<Record<CanonicalColumn, number>>, index: number): boolean =>
  Object.values(mapping).includes(index);
