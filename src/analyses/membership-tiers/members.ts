/** The customers behind the marks of the membership tiers: a tier, those near the next one up, and a move. */
import type { Members } from "../analysis.ts";
import membersSql from "./members.sql?raw";
import { withStanding } from "./result.ts";

/** One row per customer: the tier at `as_of`, whether near the next one, the tier at `moves_from`. */
export const members: Members = {
  sql: withStanding(membersSql),
  readsResult: false,
  columns: {
    tier: { kind: "text" },
    near_next: { kind: "boolean" },
    from_tier: { kind: "text" },
  },
};
