/** The customers behind the cells of cohort-retention. */
import type { Members } from "../analysis.ts";
import customerPeriods from "./customer-periods.sql?raw";
import sql from "./members.sql?raw";

/** Begins as the main query does, whose rows no longer know the customers. */
export const members: Members = {
  sql: `${customerPeriods.trimEnd()},\n\n${sql}`,
  readsResult: false,
  columns: {
    cohort: { kind: "date" },
    split: { kind: "text", nullable: true },
    k: { kind: "integer" },
    pooled: { kind: "boolean" },
    ordered: { kind: "boolean" },
  },
};
