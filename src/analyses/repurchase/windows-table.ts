/** The small table of the windows: those watched that long, and the curve that also counts the others. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, SideTable } from "../analysis.ts";
import { returnedWithin } from "./members.ts";
import type { RepurchaseResult } from "./result.ts";

/** Days, customers watched that long, those who had ordered again, their share and interval, and the curve's. */
export function windowsTable({ parts }: RepurchaseResult, { messages }: ChartFrame): SideTable {
  const share = (value: number | null) => (value === null ? "–" : messages.percent(value, 1));
  const interval = (low: number | null, high: number | null) =>
    low === null || high === null ? "–" : `${messages.percent(low, 1)}–${messages.percent(high, 1)}`;
  return {
    head: [
      m.repurchase_table_within({}, messages),
      m.repurchase_table_watched({}, messages),
      m.repurchase_table_ordered({}, messages),
      m.repurchase_table_share({}, messages),
      m.repurchase_table_interval({}, messages),
      m.repurchase_table_curve({}, messages),
      m.repurchase_table_interval({}, messages),
    ],
    rows: parts.windows.map((row) => [
      messages.integer(row.days),
      messages.integer(row.n),
      messages.integer(row.customers),
      share(row.rate),
      interval(row.low, row.high),
      share(row.km_rate),
      interval(row.km_low, row.km_high),
    ]),
    numeric: [0, 1, 2, 3, 4, 5, 6],
    notes: [m.repurchase_table_note({}, messages)],
    who: parts.windows.map(({ days, n }) => (n === 0 ? undefined : returnedWithin(days))),
  };
}
