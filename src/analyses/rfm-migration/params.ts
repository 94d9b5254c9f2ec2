/** The parameters of RFM migration. */
import { addDays } from "../../base/calendar.ts";
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import { scoring } from "../rfm/params.ts";

/**
 * The scores and segments are RFM's. `from` is the first of the two dates; null is 90 days before as_of, the second. `step`
 * is the distance of the dates of the series, which ends at as_of, and `dates` their number.
 */
export const params = {
  from: { kind: "date", nullable: true, default: null },
  step: { kind: "choice", choices: ["month", "quarter"], default: "month" },
  dates: { kind: "number", min: 2, max: 36, integer: true, default: 12 },
  ...scoring,
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type MigrationParams = ParamsOf<typeof params>;

/** The first of the two dates, `YYYY-MM-DD`. */
export const firstDate = ({ from }: Pick<MigrationParams, "from">, asOf: string): string =>
  from ?? addDays(asOf, -90);
