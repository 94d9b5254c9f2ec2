/** The common table expressions that the statements of the churn analyses share. */
import cycle from "../cycle.sql?raw";
import { withFirstOrder } from "../first-order.ts";
import { statusSql, storeCycleSql } from "../store-cycle.ts";
import customerRows from "./customer-rows.sql?raw";
import days from "./days.sql?raw";
import grouped from "./grouped.sql?raw";
import limits from "./limits.sql?raw";
import lookNow from "./look-now.sql?raw";
import looks from "./looks.sql?raw";
import moves from "./moves.sql?raw";
import standing from "./standing.sql?raw";
import statuses from "./statuses.sql?raw";
import stretches from "./stretches.sql?raw";
import transitions from "./transitions.sql?raw";

const shared: Readonly<Record<string, string>> = {
  "cycle.sql": cycle,
  "customer-rows.sql": customerRows,
  "days.sql": days,
  "grouped.sql": withFirstOrder(grouped),
  "limits.sql": limits,
  "look-now.sql": lookNow,
  "looks.sql": looks,
  "moves.sql": moves,
  "standing.sql": standing,
  "status.sql": statusSql,
  "statuses.sql": statuses,
  "store-cycle.sql": storeCycleSql,
  "stretches.sql": stretches,
  "transitions.sql": transitions,
};

const fill = (sql: string): string =>
  sql.replace(/\/\* ([\w-]+\.sql) \*\//g, (comment, name: string) => shared[name]?.trimEnd() ?? comment);

/** The SQL with each `/* name.sql *\/` replaced by the text of that file, which may name others. */
export function withShared(sql: string): string {
  return fill(fill(sql));
}
