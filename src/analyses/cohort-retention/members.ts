/** The customers behind the cells of cohort-retention. */
import type { Members } from "../analysis.ts";
import sql from "./members.sql?raw";
import { joinCtes, perCustomer } from "./statement.ts";

/** Begins as the main query does, whose rows no longer know the customers. */
export const members: Members = {
  sql: joinCtes(perCustomer, sql),
  readsResult: false,
  columns: {
    cohort: { kind: "date" },
    split: { kind: "text", nullable: true },
    k: { kind: "integer" },
    pooled: { kind: "boolean" },
    ordered: { kind: "boolean" },
  },
};
