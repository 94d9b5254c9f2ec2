/** The customers behind a value of definitions: whom the figure counts under a set of rules. */
import type { ColumnSpecs } from "../../sql/columns.ts";
import type { Mark, Members } from "../analysis.ts";
import sql from "./members.sql?raw";
import { withJudged, type Spec } from "./result.ts";
import { rules } from "./words.ts";

/** A mark names the value of every rule. */
export const members: Members = {
  sql: withJudged(sql),
  readsResult: false,
  columns: Object.fromEntries(rules.map((rule) => [rule, { kind: "text" }])) as ColumnSpecs,
};

/** The mark of a set of rules; null where its figure counts no customers, or none that is known. */
export const markOf = (spec: Spec): Mark | null =>
  (spec.customers ?? 0) > 0 ? Object.fromEntries(rules.map((rule) => [rule, spec[rule]])) : null;
