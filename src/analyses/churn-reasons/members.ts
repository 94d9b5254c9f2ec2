/** The customers behind the marks of churn-reasons. */
import type { Mark, Members } from "../analysis.ts";
import sql from "./members.sql?raw";
import type { PartRow, ReasonRow } from "./result.ts";
import { withShared } from "./shared-sql.ts";

/** A row of reasons holds who gave it, a factor's who was at risk with it, whether they left or not. */
export const members: Members = {
  sql: withShared(sql),
  readsResult: false,
  columns: {
    dimension: { kind: "text" },
    value: { kind: "text", nullable: true },
    kind: { kind: "text" },
    reason: { kind: "text", nullable: true },
  },
};

/** The mark of a row of reasons; null where it stands for nobody. */
export const markOf = ({ dimension, value, kind, reason, customers }: ReasonRow): Mark | null =>
  customers > 0 ? { dimension, value, kind, reason } : null;

/** The mark of a factor's value. */
export const factorMark = ({ factor, value }: PartRow<"precursors">): Mark => ({
  dimension: factor,
  value,
  kind: "factor",
  reason: null,
});
