/** The CDNOW files of Fader and Hardie: no header, columns apart by blanks, dates as yyyymmdd. */
import type { Inspection } from "../inspection.ts";
import type { Recognised, SourceFormat } from "./source.ts";

const isDay = (cell: string): boolean => /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(cell);
const isWhole = (cell: string): boolean => /^\d{1,5}$/.test(cell);
const isMoney = (cell: string): boolean => /^\d+\.\d{2}$/.test(cell);

/** The meaning of the sample's five columns (master id, sample id, day, CDs, dollars) and the master's four. */
function recognise({ dialect, sample }: Inspection): Recognised | null {
  if (dialect.delimiter !== "whitespace" || dialect.headerRecord !== null || sample.length === 0) return null;
  const every = (column: number, test: (cell: string) => boolean) =>
    sample.every((record) => test(record[column] ?? ""));
  const width = sample[0]!.length;
  const day = width - 3;
  if (
    (width !== 4 && width !== 5) ||
    !every(day, isDay) ||
    !every(day + 1, isWhole) ||
    !every(day + 2, isMoney)
  )
    return null;
  if (!every(0, isWhole) || !every(day - 1, isWhole)) return null;
  return {
    mapping: { customer_id: day - 1, ordered_at: day, quantity: day + 1, net_amount: day + 2 },
    evidence: [{ key: "evidence_source_cdnow", inputs: { columns: width } }],
  };
}

/** CDNOW transactions; the sample's second column is the customer, dollars are the record's amount. */
export const cdnow: SourceFormat = {
  id: "cdnow",
  columns: [],
  signature: [],
  mapping: {},
  structure: {
    record: "order",
    orderFields: "every_record",
    amount: "sum_of_records",
    amountIsNetOfRefunds: false,
  },
  statuses: {},
  currency: "USD",
  offsets: "convert",
  closedMeansRefundedWhenPaid: false,
  recognise,
};
