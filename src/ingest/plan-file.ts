/** From an inspection to a file's plan: pure decisions, made again whenever the user changes one. */
import { IngestError } from "../orders/ingest-error.ts";
import {
  canonicalColumns,
  type CanonicalColumn,
  type FilePlan,
  type FileRole,
  type OpenQuestion,
  type PlanWarning,
} from "../orders/plan.ts";
import type { FileDecisions, ImportOptions } from "../orders/import-options.ts";
import { amountTerms, termsEvidence } from "./amount-terms.ts";
import { withClock, withoutIdleClock } from "./clock-column.ts";
import type { ColumnShape } from "./columns.ts";
import type { Inspection } from "./inspection.ts";
import { suggestMapping } from "./mapping.ts";
import { markCodes } from "./numbers.ts";
import { decideReading } from "./readings.ts";
import { noRows } from "./refusals.ts";
import { detectSource } from "./sources/index.ts";
import type { SourceFormat } from "./sources/source.ts";
import { traits } from "./traits.ts";
import { mappingInRole } from "./roles.ts";
import { decideStructure } from "./structure.ts";

/** What a plan is made with. */
export interface PlanContext {
  readonly options: ImportOptions;
  readonly changes: FileDecisions;
  /** The browser's zone. */
  readonly timeZone: string;
  readonly importedOn: string;
  readonly attachedAs: string;
}

/** A file's plan, and whether its stamps need the store's zone. */
export interface FilePlanned {
  readonly plan: FilePlan;
  readonly needsZone: boolean;
}

interface CurrencyFound {
  readonly currency: string | null;
  readonly currencyMarks?: FilePlan["currencyMarks"];
  readonly questions: readonly OpenQuestion[];
  readonly warnings: readonly PlanWarning[];
}

const setAside = (): IngestError =>
  new IngestError("UNSUPPORTED", "unsupported file: its records are neither orders nor joined to them", {
    hint: "The file is not needed: leave it out.",
    key: "refusal_set_aside",
  });

/** True of the columns that a person or a script named. */
const isChosen =
  (suggested: ReturnType<typeof suggestMapping>, changes: FileDecisions) =>
  (column: CanonicalColumn): boolean =>
    (changes.mapping?.[column] ?? null) !== null ||
    suggested.evidence[column]?.[0]?.key === "evidence_mapping_chosen";

/** The refusal of a file of orders in which no column could be their date. */
export const noDate = (file: Inspection): IngestError =>
  new IngestError("NOT_TABULAR", "missing column: none could be a date", {
    hint: `Every order needs its date. The file's columns are: ${file.columns.slice(0, 12).join(", ")}. Export the orders with their dates.`,
    key: "refusal_no_date",
    inputs: { columns: file.columns.slice(0, 12).join(", ") },
  });

/** The currency of a file without a currency column: the option, the source's, or the marks in its amounts. */
function decideCurrency(
  file: Inspection,
  source: SourceFormat,
  mapping: Partial<Record<CanonicalColumn, number>>,
  shapes: readonly ColumnShape[],
  options: ImportOptions,
): CurrencyFound {
  const none = { questions: [], warnings: [] };
  if (options.currency !== undefined) return { ...none, currency: options.currency };
  if (mapping.currency !== undefined) return { ...none, currency: null };
  const amount = mapping.net_amount ?? mapping.refund_amount ?? mapping.line_amount ?? mapping.unit_price;
  const marks = amount === undefined ? [] : [...shapes[amount]!.currencies.keys()];
  if (marks.length === 0) return { ...none, currency: source.currency };
  const isChinese = source.currency === "CNY" || /[\u4e00-\u9fff]/.test(file.columns.join(""));
  const chosen = isChinese ? "CNY" : "JPY";
  if (marks.length > 1)
    return { ...none, currency: null, currencyMarks: { column: amount!, codes: markCodes(chosen) } };
  if (marks[0] !== "¥") return { ...none, currency: marks[0]! };
  return {
    currency: chosen,
    questions: [
      {
        question: "currency",
        option: "currency",
        column: file.columns[amount!]!,
        choices: ["CNY", "JPY"],
        chosen,
        evidence: [{ key: "evidence_currency_yen" }],
      },
    ],
    warnings: [],
  };
}

/** The mapping after the changes of the import screen. */
function withChanges(
  suggested: Partial<Record<CanonicalColumn, number>>,
  changes: FileDecisions,
): Partial<Record<CanonicalColumn, number>> {
  const mapping = { ...suggested };
  for (const [column, index] of Object.entries(changes.mapping ?? {})) {
    const canonical = column as CanonicalColumn;
    if (index === null) {
      delete mapping[canonical];
      continue;
    }
    for (const [other, at] of Object.entries(mapping))
      if (at === index) delete mapping[other as CanonicalColumn];
    mapping[canonical] = index;
  }
  return mapping;
}

/**
 * Plans a file in a role of the data set: as orders, unless it was decided otherwise. Whether it can stand in this role is
 * not asked here. @throws IngestError NO_ROWS, or UNSUPPORTED for a file that is known and not needed
 */
export function planFile(file: Inspection, context: PlanContext, role: FileRole = "orders"): FilePlanned {
  const { options, changes, importedOn } = context;
  if (file.counted === 0 || file.sample.length === 0) throw noRows(file.headerLine ?? undefined);
  const { shapes } = file;
  const found = detectSource(file);
  if (found.source.isSetAside) throw setAside();
  const suggested = suggestMapping(file, shapes, found, options);
  const given = withoutIdleClock(file, shapes, withChanges(suggested.mapping, changes));
  const own = found.source.role ?? "orders";
  const isKnown = role === own && found.source.id !== "generic";
  const mapping =
    role === "orders" || isKnown
      ? given
      : mappingInRole(role, given, file.columns, isChosen(suggested, changes));
  const { structure, evidence } = decideStructure(file, shapes, found.source, mapping, role);
  const terms =
    changes.mapping?.net_amount === undefined && (role === "orders" || isKnown)
      ? amountTerms(file, found.source, options)
      : [];
  const isTerm = new Set(terms.map(({ column }) => column));
  const timeZone = options.timeZone ?? context.timeZone;
  const meaning = new Map(
    Object.entries(mapping).map(([column, index]) => [index, column as CanonicalColumn]),
  );
  const readings = file.columns.map((name, index) => {
    const means = meaning.get(index) ?? (isTerm.has(index) ? "line_amount" : null);
    const shape = means === "ordered_at" ? withClock(file, mapping, shapes[index]!) : shapes[index]!;
    const reading = decideReading(means, index, shape, {
      file,
      source: found.source,
      options,
      orderedAt: (mapping.ordered_at === undefined ? undefined : shapes[mapping.ordered_at]) ?? null,
      timeZone,
      importedOn,
    });
    return withDecimal(reading, changes.decimals?.[name]);
  });
  const currency = decideCurrency(file, found.source, mapping, shapes, options);
  const needsZone = readings.some((reading) => reading.needsZone);
  const zone: readonly OpenQuestion[] =
    needsZone && options.timeZone === undefined
      ? [
          {
            question: "time_zone",
            option: "timeZone",
            column: mapping.ordered_at === undefined ? null : file.columns[mapping.ordered_at]!,
            choices: [...new Set([timeZone, "UTC"])],
            chosen: timeZone,
            evidence: [{ key: "evidence_zone_browser", inputs: { zone: timeZone } }],
          },
        ]
      : [];
  const answers = Object.fromEntries(
    Object.entries(changes.statuses ?? {}).map(([text, status]) => [text.trim().toLowerCase(), status]),
  );
  const plan: FilePlan = {
    name: file.name,
    ...(role === "orders" ? {} : { role }),
    ...(file.container === undefined ? {} : { container: file.container }),
    ...(file.sheet === undefined ? {} : { sheet: file.sheet }),
    attachedAs: context.attachedAs,
    bytes: file.bytes,
    encoding: file.encoding,
    dialect: file.dialect,
    columns: file.columns.map((name, index) => ({ name, reading: readings[index]!.reading })),
    source: found.source.id,
    sourceEvidence: [
      ...found.evidence,
      ...traits(file, found.source, mapping),
      ...file.evidence,
      ...evidence,
      ...termsEvidence(file, terms),
    ],
    sourceColumns: found.columns,
    structure,
    mapping,
    mappingEvidence: evidenceOf(mapping, suggested, changes),
    statuses: { ...found.source.statuses, ...options.statuses, ...answers },
    ...(Object.keys(answers).length === 0 ? {} : { statusAnswers: answers }),
    ...(found.source.recordKinds ? { recordKinds: found.source.recordKinds } : {}),
    ...(terms.length > 0 ? { amountTerms: terms } : {}),
    ...(found.source.unpaidWithoutPaidAt && mapping.paid_at !== undefined
      ? { unpaidWithoutPaidAt: true }
      : {}),
    ...(found.source.closedMeansRefundedWhenPaid ? { closedMeansRefundedWhenPaid: true } : {}),
    currency: currency.currency,
    ...(currency.currencyMarks === undefined ? {} : { currencyMarks: currency.currencyMarks }),
    reader: file.reader,
    counted: file.counted,
    skipRecords: file.skipRecords,
    offsets: offsetsOf(file),
    questions: [
      ...readings.flatMap(({ questions }) => questions),
      ...zone,
      ...currency.questions,
      ...sheetQuestion(file, options),
    ],
    warnings: [...file.warnings, ...readings.flatMap(({ warnings }) => warnings), ...currency.warnings],
    rejected: file.rejected,
    skipped: file.skipped,
    headerLine: file.headerLine,
    ...(file.blankLines === undefined ? {} : { blankLines: file.blankLines }),
    preview: file.sample.slice(0, 20),
  };
  return { plan, needsZone };
}

/** Which sheet holds the orders, where one of several was chosen; it stays, so that another can be chosen after it. */
const sheetQuestion = ({ sheets, evidence }: Inspection, options: ImportOptions): readonly OpenQuestion[] =>
  sheets === undefined || options.sheet !== undefined
    ? []
    : [
        {
          question: "sheet",
          option: "sheet",
          column: null,
          choices: sheets.names,
          chosen: sheets.chosen,
          evidence: evidence.filter(({ key }) =>
            ["evidence_sheet_found", "evidence_sheet_chosen"].includes(key),
          ),
        },
      ];

/** The different offsets of each column that names any, over the whole file. */
const offsetsOf = ({ offsets }: Inspection): NonNullable<FilePlan["offsets"]> =>
  Object.fromEntries(
    Object.entries(offsets).map(([column, { minutes, without }]) => [
      column,
      [
        ...Object.keys(minutes)
          .map(Number)
          .sort((a, b) => a - b),
        ...(without > 0 ? [null] : []),
      ],
    ]),
  );

const evidenceOf = (
  mapping: Partial<Record<CanonicalColumn, number>>,
  suggested: ReturnType<typeof suggestMapping>,
  changes: FileDecisions,
): FilePlan["mappingEvidence"] =>
  Object.fromEntries(
    Object.entries(mapping).map(([column, index]) => {
      const canonical = column as CanonicalColumn;
      // In a role a column may mean something else than it was suggested for, for the same reason.
      const as =
        changes.mapping?.[canonical] === index
          ? undefined
          : canonicalColumns.find((column) => suggested.mapping[column] === index);
      return [
        canonical,
        as === undefined ? [{ key: "evidence_mapping_chosen" }] : (suggested.evidence[as] ?? []),
      ];
    }),
  );

/** A reading of numbers with the decimal mark that the user said; its question stays, answered. */
function withDecimal(
  found: ReturnType<typeof decideReading>,
  decimal: "." | "," | undefined,
): ReturnType<typeof decideReading> {
  if (decimal === undefined || found.reading.kind !== "number") return found;
  return {
    ...found,
    reading: { ...found.reading, decimal, plain: found.reading.plain && decimal === "." },
    questions: found.questions.map((question) => ({ ...question, chosen: decimal })),
    warnings: [],
  };
}
