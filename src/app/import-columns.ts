/** The columns of a planned file as the import screen shows them: what each means, how it is read, its first cells. */
import type { CanonicalColumn, ColumnReading, Evidence, FilePlan, OpenQuestion } from "../orders/plan.ts";
import { canonicalColumns } from "../orders/plan.ts";

/** One row of the mapping table. */
export interface MappingRow {
  /** Index into the plan's columns. */
  readonly column: number;
  readonly name: string;
  /** Null: the column has no meaning and stays beside its order. */
  readonly means: CanonicalColumn | null;
  readonly kind: "text" | "choice" | "number" | "money" | "time" | "day";
  /** The column's first cells as text, at most three. */
  readonly cells: readonly string[];
  readonly evidence: readonly Evidence[];
}

const money: ReadonlySet<CanonicalColumn> = new Set(
  canonicalColumns.filter((name) =>
    /_amount$|^unit_price$|^line_(amount|discount|cost)$|^contact_cost$/.test(name),
  ),
);
const choices: ReadonlySet<CanonicalColumn> = new Set<CanonicalColumn>([
  "status",
  "currency",
  "channel",
  "campaign",
  "country",
  "region",
  "city",
  "payment_method",
  "test",
  "category",
  "contact_group",
  "reason",
  "severity",
]);

function kindOf(reading: ColumnReading, means: CanonicalColumn | null): MappingRow["kind"] {
  if (reading.kind === "time") return reading.hasTime ? "time" : "day";
  if (reading.kind === "number") return means !== null && money.has(means) ? "money" : "number";
  return means !== null && choices.has(means) ? "choice" : "text";
}

/**
 * The rows of a file's mapping table: first a row for each meaning that a column has, in the order of the meanings (a
 * column that means two things has two), then, as `others`, the columns without one in the file's order.
 */
export function mappingRows(file: FilePlan): {
  readonly mapped: readonly MappingRow[];
  readonly others: readonly MappingRow[];
} {
  const row = (column: number, means: CanonicalColumn | null): MappingRow => ({
    column,
    name: file.columns[column]!.name,
    means,
    kind: kindOf(file.columns[column]!.reading, means),
    cells: file.preview.slice(0, 3).map((record) => record[column] ?? ""),
    evidence: (means !== null && file.mappingEvidence[means]) || [],
  });
  const mapped = canonicalColumns.flatMap((name) => {
    const column = file.mapping[name];
    return column === undefined ? [] : [row(column, name)];
  });
  const taken = new Set(mapped.map(({ column }) => column));
  const others = file.columns.flatMap((_, column) => (taken.has(column) ? [] : [row(column, null)]));
  return { mapped, others };
}

/** The steps that change what a column means from `before` to `after`: what it no longer means first. */
export function remap(
  column: number,
  before: CanonicalColumn | null,
  after: CanonicalColumn | null,
): readonly (readonly [CanonicalColumn, number | null])[] {
  if (before === after) return [];
  return [
    ...(before === null ? [] : [[before, null] as const]),
    ...(after === null ? [] : [[after, column] as const]),
  ];
}

/**
 * A cell of the preview that reads as a day in two ways, with both days as `YYYY-MM-DD`; null when the preview has none.
 */
export function ambiguousDay(
  file: FilePlan,
  question: OpenQuestion,
): { readonly text: string; readonly dayFirst: string; readonly monthFirst: string } | null {
  const column = file.columns.findIndex(({ name }) => name === question.column);
  for (const record of file.preview) {
    const text = record[column]?.trim() ?? "";
    const found = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
    if (!found) continue;
    const [shown, a, , b, year] = found;
    if (Number(a) > 12 || Number(b) > 12 || Number(a) === Number(b) || !Number(a) || !Number(b)) continue;
    const day = (month: string, date: string) => `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
    return { text: shown, dayFirst: day(b!, a!), monthFirst: day(a!, b!) };
  }
  return null;
}
