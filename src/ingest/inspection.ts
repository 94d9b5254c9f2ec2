/** What is found in a file before anything is decided about its meaning: encoding, records, columns, and the copy to be read. */
import type { ContainerKind, Dialect, Encoding, Evidence, FilePlan, PlanWarning } from "../orders/plan.ts";
import type { ColumnShape } from "./columns.ts";
import type { DayMonthEvidence, DecimalEvidence, OffsetEvidence } from "./watches.ts";

/** A file as it was found; plain data but for `body`, so that a plan can be made from it again without reading the file. */
export interface Inspection {
  readonly name: string;
  readonly bytes: number;
  /** What the bytes are; `text` where absent. */
  readonly container?: ContainerKind;
  /** The sheet that was read. */
  readonly sheet?: string;
  /** The sheets to choose from, where one of several was chosen. */
  readonly sheets?: { readonly names: readonly string[]; readonly chosen: string };
  /** What the columns' names say in the words of flat exports, where nested names say it in their own. */
  readonly headerTexts?: readonly string[];
  /** Indices of the columns whose cells stand on every record of an order, because its nested lines became records. */
  readonly repeatedColumns?: readonly number[];
  readonly encoding: Encoding;
  readonly dialect: Dialect;
  readonly columns: readonly string[];
  /** Reasons for encoding, delimiter and header. */
  readonly evidence: readonly Evidence[];
  /** Data records of the sample, each as wide as `columns`. */
  readonly sample: readonly (readonly string[])[];
  /** What the sample's cells look like, by column. */
  readonly shapes: readonly ColumnShape[];
  readonly counted: number;
  readonly skipRecords: number;
  readonly headerLine: number | null;
  /** Physical lines that are blank, where the engine reads the file's own bytes. */
  readonly blankLines?: readonly number[];
  readonly reader: FilePlan["reader"];
  readonly rejected: FilePlan["rejected"];
  readonly skipped: FilePlan["skipped"];
  readonly warnings: readonly PlanWarning[];
  /** By column, where the sample leaves the order of day and month open. */
  readonly dayMonth: Readonly<Record<number, DayMonthEvidence>>;
  /** By column, where the sample leaves the decimal mark open. */
  readonly decimals: Readonly<Record<number, DecimalEvidence>>;
  /** By column, where stamps name offsets. */
  readonly offsets: Readonly<Record<number, OffsetEvidence>>;
  /** What the engine reads: the file itself, or the rewritten copy. */
  readonly body: Blob;
}
