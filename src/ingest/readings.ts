/** Decides for whole columns how cells are read: dates, numbers, ids, texts; and asks where the evidence is open. */
import type { DateOrder, ImportOptions } from "../orders/import-options.ts";
import type {
  CanonicalColumn,
  ColumnReading,
  NumberReading,
  OpenQuestion,
  PlanWarning,
  TimeReading,
} from "../orders/plan.ts";
import type { ColumnShape } from "./columns.ts";
import type { Inspection } from "./inspection.ts";
import { kindOf } from "./mapping.ts";
import type { SourceFormat } from "./sources/source.ts";
import type { DayMonthEvidence } from "./watches.ts";

/** A column's reading, with what is asked and warned of. */
export interface ReadingFound {
  readonly reading: ColumnReading;
  readonly questions: readonly OpenQuestion[];
  readonly warnings: readonly PlanWarning[];
  /** True where stamps name an offset or UTC, so that a zone matters. */
  readonly needsZone: boolean;
}

/** What a reading is decided with. */
export interface ReadingContext {
  readonly file: Inspection;
  readonly source: SourceFormat;
  readonly options: ImportOptions;
  /** The column of the orders' dates. */
  readonly orderedAt: ColumnShape | null;
  /** The store's zone, for stamps that are instants. */
  readonly timeZone: string;
  /** `YYYY-MM-DD`; dates after it speak against a reading. */
  readonly importedOn: string;
}

const plainReading = (reading: ColumnReading): ReadingFound => ({
  reading,
  questions: [],
  warnings: [],
  needsZone: false,
});

interface OrderDecided {
  readonly order: DateOrder;
  readonly isOpen: boolean;
  readonly key: string;
}

/** Pearson's χ² of the weekdays per degree of freedom: about 1 by chance, over 3 in one of 170 even weeks; 0 below 50 dates. */
function unevenness(weekdays: readonly number[]): number {
  const total = weekdays.reduce((sum, n) => sum + n, 0);
  if (total < 50) return 0;
  return weekdays.reduce((sum, n) => sum + (n - total / 7) ** 2 / (total / 7), 0) / 6;
}

/**
 * Decides the order of day and month by all dates of the column: numbers above 12, then what the platform always writes
 * (`habit`), then the future, then weekdays.
 */
export function decideDateOrder(seen: DayMonthEvidence, importedOn: string, habit?: DateOrder): OrderDecided {
  if (seen.maxFirst > 12 && seen.maxSecond <= 12)
    return { order: "dmy", isOpen: false, key: "evidence_date_day_first" };
  if (seen.maxSecond > 12 && seen.maxFirst <= 12)
    return { order: "mdy", isOpen: false, key: "evidence_date_month_first" };
  if (habit !== undefined && seen.maxFirst <= 12 && seen.maxSecond <= 12)
    return { order: habit, isOpen: false, key: "platforms_ev_date_habit" };
  const futureDmy = seen.lastDmy > importedOn;
  const futureMdy = seen.lastMdy > importedOn;
  if (futureDmy !== futureMdy)
    return { order: futureDmy ? "mdy" : "dmy", isOpen: true, key: "evidence_date_future" };
  const [dmy, mdy] = [unevenness(seen.dmy), unevenness(seen.mdy)];
  if (Math.max(dmy, mdy) > 3 && Math.max(dmy, mdy) > 2 * Math.min(dmy, mdy))
    return { order: dmy > mdy ? "dmy" : "mdy", isOpen: true, key: "evidence_date_weekdays" };
  return { order: "dmy", isOpen: true, key: "evidence_date_undecided" };
}

/** True where a header says that its stamps are UTC: `Created (UTC)`, `created_at_utc`. */
const isUtcHeader = (header: string): boolean => /(^|[^a-z])utc([^a-z]|$)/i.test(header);

function timeReading(column: number, shape: ColumnShape, context: ReadingContext): ReadingFound {
  const { file, source, options, timeZone, importedOn } = context;
  const name = file.columns[column]!;
  const seen = file.dayMonth[column];
  const decided = seen === undefined ? null : decideDateOrder(seen, importedOn, source.dateOrder);
  const order = options.dateOrder ?? decided?.order ?? "dmy";
  // A column without dates in the sample is read as the orders' own dates are.
  const shapes = shape.dateShapes.length > 0 ? shape.dateShapes : (context.orderedAt?.dateShapes ?? []);
  // Both orders occur: the other one is tried where the chosen one does not read a cell.
  const isMixed = seen !== undefined && seen.maxFirst > 12 && seen.maxSecond > 12;
  const orders: readonly DateOrder[] = isMixed ? [order, order === "mdy" ? "dmy" : "mdy"] : [order];
  const formats = [...new Set(shapes.flatMap(({ shape: one }) => orders.map((o) => one.date[o] + one.time)))];
  const hasTime = shapes.some(({ shape: one }) => one.time !== "");
  const offsets = new Set(shapes.map(({ shape: one }) => one.offset));
  // "Created (UTC)": the header says of which clock its stamps are.
  const bareIsUtc = isUtcHeader(name) && hasTime && !offsets.has("offset");
  const hasOffset = offsets.has("utc") || offsets.has("offset") || bareIsUtc;
  const isWall =
    hasOffset && source.offsets === "wall" && options.timeZone === undefined && !offsets.has("utc");
  const warnings: PlanWarning[] = [];
  const questions: OpenQuestion[] = [];
  if (decided?.isOpen && options.dateOrder === undefined) {
    warnings.push({
      code: "AMBIGUOUS_DATE",
      message: `day or month first cannot be told in ${name}`,
      count: seen!.cells,
    });
    questions.push({
      question: "date_order",
      option: "dateOrder",
      column: name,
      choices: ["dmy", "mdy"],
      chosen: order,
      evidence: [{ key: decided.key, inputs: { column: name, order } }],
      figures: { dmy: seen!.dmy, mdy: seen!.mdy },
    });
  }
  if (shapes.some(({ shape: one }) => one.shortYear))
    warnings.push({ code: "TWO_DIGIT_YEAR", message: `years of two digits in ${name}` });
  if (isMixed || new Set(shapes.map(({ shape: one }) => one.date[order])).size > 1)
    warnings.push({ code: "MIXED_DATE_FORMAT", message: `several date formats in ${name}` });
  if (shape.dates > 0 && hasOffset && offsets.has("none") && !bareIsUtc)
    warnings.push({ code: "TZ_MIXED", message: `stamps with and without an offset in ${name}` });
  if (shape.dates > 0 && hasOffset && !isWall)
    warnings.push({ code: "TZ_STATED", message: `stamps in ${name} are converted to ${timeZone}` });
  const reading: TimeReading = {
    kind: "time",
    formats: formats.length > 0 ? formats : ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d"],
    offset: !hasOffset ? "none" : isWall ? "wall" : "convert",
    timeZone: hasOffset && !isWall ? timeZone : null,
    ...(bareIsUtc ? { bareIsUtc } : {}),
    hasTime,
  };
  return { reading, questions, warnings, needsZone: hasOffset && !isWall };
}

function numberReading(column: number, shape: ColumnShape, file: Inspection): ReadingFound {
  const whole = file.decimals[column];
  const points = shape.points + (whole?.points ?? 0);
  const commas = shape.commas + (whole?.commas ?? 0);
  const isOpen = points === 0 && commas === 0 && shape.openNumbers > 0;
  const isMixed = points > 0 && commas > 0;
  const name = file.columns[column]!;
  // Without proof `1.234` is a number as programs write it, and `1,234` one that is grouped: both say point.
  const decimal = commas > points ? "," : ".";
  const reading: NumberReading = {
    kind: "number",
    decimal,
    plain: decimal === "." && shape.filled > 0 && shape.plainNumbers === shape.filled,
  };
  return {
    reading,
    questions: isOpen
      ? [
          {
            question: "decimal",
            option: "mapping",
            column: name,
            choices: [".", ","],
            chosen: decimal,
            evidence: [{ key: "evidence_decimal_undecided", inputs: { column: name } }],
          },
        ]
      : [],
    warnings: isOpen
      ? [{ code: "AMBIGUOUS_NUMBER", message: `comma or point cannot be told in ${name}` }]
      : isMixed
        ? [{ code: "AMBIGUOUS_NUMBER", message: `some cells of ${name} have decimal commas, others points` }]
        : [],
    needsZone: false,
  };
}

const ids: readonly CanonicalColumn[] = [
  "order_id",
  "refund_of",
  "customer_id",
  "buyer_id",
  "email",
  "phone",
  "product_id",
];

/** The reading of a column with a meaning (null: none, read as text). */
export function decideReading(
  canonical: CanonicalColumn | null,
  column: number,
  shape: ColumnShape,
  context: ReadingContext,
): ReadingFound {
  if (canonical === null) return plainReading({ kind: "text" });
  const kind = kindOf(canonical);
  if (kind === "date") return timeReading(column, shape, context);
  if (kind === "number") return numberReading(column, shape, context.file);
  if (!ids.includes(canonical)) return plainReading({ kind: "text" });
  // Where all cells are whole numbers, 17 and 17.0 are one id.
  const isWhole = shape.integers + shape.pointZero === shape.filled;
  const dropPointZero =
    canonical !== "email" && shape.pointZero > 0 && (isWhole || shape.pointZero >= shape.filled * 0.5);
  const found = plainReading({ kind: "id", dropPointZero });
  const lost = shape.examples.filter((text) => /^\d([.,]\d+E\+?|E\+)\d{1,2}$/i.test(text.trim()));
  return lost.length === 0
    ? found
    : {
        ...found,
        warnings: [
          {
            code: "ID_PRECISION_LOST",
            message: `ids in ${context.file.columns[column]} have lost digits: ${lost[0]}`,
          },
        ],
      };
}
