/** The customers behind the marks of product-matrix. */
import type { Members } from "../analysis.ts";
import sql from "./members.sql?raw";
import { fieldsSql, withCustomers } from "./result.ts";

/** Reads the rows for quadrant and dot, and begins as the main query does. */
export const members: Members = {
  sql: withCustomers(`${fieldsSql}\n\n${sql}`),
  readsResult: true,
  columns: {
    product_id: { kind: "text" },
    quadrant: { kind: "text" },
    field: { kind: "text" },
    observed: { kind: "boolean" },
    came_back: { kind: "boolean", nullable: true },
  },
};
