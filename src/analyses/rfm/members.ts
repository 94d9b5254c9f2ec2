/** The customers behind the marks of rfm. */
import type { Members } from "../analysis.ts";
import fragileSql from "./members-fragile.sql?raw";
import sql from "./members.sql?raw";
import { withShared } from "./shared-sql.ts";

/** Reads the rows of rfm. */
export const members: Members = {
  sql,
  askedBy: { param: "stability", sql: withShared(fragileSql) },
  readsResult: true,
  columns: {
    customer_id: { kind: "text" },
    segment: { kind: "text" },
    r: { kind: "integer" },
    f: { kind: "integer" },
    grid_column: { kind: "integer" },
    grid_row: { kind: "integer" },
    recent: { kind: "boolean" },
    often: { kind: "boolean" },
    much: { kind: "boolean" },
    fragile: { kind: "boolean" },
  },
};
