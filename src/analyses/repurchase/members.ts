/** The customers behind the marks of repurchase. */
import type { Mark, Members } from "../analysis.ts";
import sql from "./members.sql?raw";
import { movesSql, returnsSql, type RepurchaseRow } from "./result.ts";

/** Begins as the main query and the parts do, whose rows no longer know the customers. */
export const members: Members = {
  sql: `${movesSql},\n\n${returnsSql},\n\n${sql}`,
  readsResult: false,
  columns: {
    period_start: { kind: "date", nullable: true },
    step: { kind: "integer", nullable: true },
    ordered: { kind: "boolean" },
    within_days: { kind: "integer", nullable: true },
    watched: { kind: "boolean", nullable: true },
  },
};

/** Those of a period's base who ordered; without `ordered` the base, with `ordered: false` those who did not. */
export const orderedIn = ({ period_start, step }: Pick<RepurchaseRow, "period_start" | "step">): Mark => ({
  period_start,
  step,
  ordered: true,
});

/** Those watched for a window who had ordered again by its end. */
export const returnedWithin = (days: number): Mark => ({ within_days: days, watched: true, ordered: true });

/** Everyone seen to order again by that day, also those watched for less. */
export const returnedBy = (days: number): Mark => ({ within_days: days, ordered: true });
