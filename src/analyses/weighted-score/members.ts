/** The customers behind the marks of the weighted score: a row, a tier, a bin of scores, and who leaves tier A by which move. */
import type { Members } from "../analysis.ts";
import membersSql from "./members.sql?raw";
import movedSql from "./moved.sql?raw";

/** Reads the rows of the score. A row names a tier and a bin, or a move (of a measure's weight, or `any`) that drops it. */
export const members: Members = {
  sql: `${movedSql.trimEnd()},\n${membersSql}`,
  readsResult: true,
  columns: {
    customer_id: { kind: "text" },
    tier: { kind: "text", nullable: true },
    bin: { kind: "integer", nullable: true },
    measure: { kind: "text", nullable: true },
    move: { kind: "text", nullable: true },
  },
};
