/** The customers behind the marks of abc. */
import type { Members } from "../analysis.ts";
import sql from "./members.sql?raw";

/** Reads the rows of abc. */
export const members: Members = {
  sql,
  readsResult: true,
  columns: {
    tier: { kind: "text" },
    entity_id: { kind: "text", nullable: true },
    flag: { kind: "text", nullable: true },
    xyz: { kind: "text", nullable: true },
    fragile: { kind: "boolean", nullable: true },
  },
};
