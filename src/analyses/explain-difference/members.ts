/** The customers behind the groups of explain-difference. */
import type { Members } from "../analysis.ts";
import sql from "./members.sql?raw";
import { withGroups } from "./result.ts";

/** Begins as the main query does, whose rows no longer know the customers. */
export const members: Members = {
  sql: withGroups(sql),
  readsResult: false,
  columns: {
    side: { kind: "integer" },
    dimension: { kind: "text" },
    group_name: { kind: "text", nullable: true },
    pooled: { kind: "boolean" },
    counted: { kind: "boolean", nullable: true },
  },
};
