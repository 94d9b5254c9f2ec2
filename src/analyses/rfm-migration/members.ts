/** The customers behind the marks of RFM migration. */
import type { Members } from "../analysis.ts";
import { withShared } from "../rfm/shared-sql.ts";
import { withMoves } from "./moves.ts";
import sql from "./members.sql?raw";

/** Stands alone: a mark names a pair of segments, or a date and a segment. */
export const members: Members = {
  sql: withShared(withMoves(sql)),
  readsResult: false,
  columns: {
    from_segment: { kind: "text" },
    to_segment: { kind: "text" },
    date: { kind: "date" },
    segment: { kind: "text" },
  },
};
