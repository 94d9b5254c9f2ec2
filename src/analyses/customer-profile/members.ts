/** The customers behind the rows of customer-profile. */
import type { Mark, Members } from "../analysis.ts";
import customers from "./customers.sql?raw";
import sql from "./members.sql?raw";
import type { ProfileRow } from "./result.ts";
import { usualSql } from "./usual.ts";
import values from "./values.sql?raw";

/** The statement up to the value of each customer, to which the main query and the members add their own. */
export const valuesSql = `${customers.trimEnd()}\n${values.trimEnd().replace("/* usual values */", () => usualSql)}`;

/** Begins as the main query does, whose rows no longer know the customers. */
export const members: Members = {
  sql: `${valuesSql},\n${sql}`,
  readsResult: false,
  columns: {
    dimension: { kind: "text" },
    value: { kind: "text", nullable: true },
    kind: { kind: "text" },
  },
};

/** The mark of a row. */
export const markOf = ({
  dimension,
  value,
  kind,
}: Pick<ProfileRow, "dimension" | "value" | "kind">): Mark => ({
  dimension,
  value,
  kind,
});
