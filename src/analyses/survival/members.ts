/** The customers behind the marks of survival. */
import type { Mark, Members } from "../analysis.ts";
import sql from "./members.sql?raw";
import { spellsSql } from "./result.ts";

/** Begins as the main query does, whose rows no longer know the customers. */
export const members: Members = {
  sql: `${spellsSql}\n\n${sql}`,
  readsResult: false,
  columns: {
    position: { kind: "integer" },
    days: { kind: "integer" },
    ended: { kind: "boolean" },
    at_day: { kind: "integer" },
    at_risk: { kind: "boolean" },
    returned: { kind: "boolean" },
  },
};

/** Those of a group who had come back by a day of the table. */
export const returnedBy = (position: number, day: number): Mark => ({
  position,
  at_day: day,
  returned: true,
});

/** Those of a group who came back, ever; `ended: false` are those who have not yet. */
export const cameBack = (position: number): Mark => ({ position, ended: true });
