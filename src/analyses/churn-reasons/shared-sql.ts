/** The SQL that the statements of churn-reasons share. */
import { withShared as withRfm } from "../rfm/shared-sql.ts";
import { purchaseDaysSql, storeCycleSql } from "../store-cycle.ts";
import baseSql from "./base.sql?raw";
import churnedSql from "./churned.sql?raw";
import lookSql from "./look.sql?raw";
import precursorsBaseSql from "./precursors-base.sql?raw";
import tierOfSql from "./tier-of.sql?raw";

const shared: Readonly<Record<string, string>> = {
  "base.sql": baseSql,
  "churned.sql": churnedSql,
  "look.sql": lookSql,
  "precursors-base.sql": precursorsBaseSql,
  "purchase-days.sql": purchaseDaysSql,
  "store-cycle.sql": storeCycleSql,
  "tier-of.sql": tierOfSql,
};

const fill = (sql: string): string =>
  sql.replace(/\/\* ([\w-]+\.sql) \*\//g, (comment, name: string) => shared[name]?.trimEnd() ?? comment);

/**
 * The SQL with a comment of a file's name replaced by the file. `base.sql` gives `known_orders`, `buyer` (one row per
 * customer) and `horizon`; `churned.sql` reads them and gives `churned`, `placed` (their groups, with rfm's segments) and
 * `told` (their reasons); `precursors-base.sql` gives `at_risk` and `trait` (what was known of them).
 */
export const withShared = (sql: string): string => withRfm(fill(fill(sql)));
