/** The customers behind the marks of cross-sell: whom to offer something. */
import type { Mark, Members } from "../analysis.ts";
import sql from "./members.sql?raw";
import { withChoices, type CrossRow } from "./result.ts";

/** Who bought the antecedent and never the consequent; with `is_best` each customer once, at the own best offer. */
export const members: Members = {
  sql: withChoices(sql),
  readsResult: false,
  columns: {
    antecedent: { kind: "text" },
    consequent: { kind: "text" },
    is_best: { kind: "boolean" },
  },
};

/** The mark of a pair: whom to offer the consequent; null where there is nobody, or nobody was counted. */
export const markOf = ({ antecedent, consequent, to_offer }: CrossRow): Mark | null =>
  (to_offer ?? 0) > 0 ? { antecedent, consequent, is_best: false } : null;

/** The mark of an offer. */
export const offerMark = (consequent: string): Mark => ({ consequent, is_best: true });
