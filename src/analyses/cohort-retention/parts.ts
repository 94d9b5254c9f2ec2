/** The further results of cohort-retention, which its chart and headline read. */
import { withFirstOrder } from "../first-order.ts";
import heat from "./heat.sql?raw";
import { heatColumns, totalsColumns } from "./rows.ts";
import totals from "./totals.sql?raw";

/** `heat`: what the chart draws. `totals`: how much of the whole that is. */
export const parts = {
  heat: { sql: withFirstOrder(heat), columns: heatColumns },
  totals: { sql: totals, columns: totalsColumns },
} as const;
