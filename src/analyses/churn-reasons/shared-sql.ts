/** The SQL that the statements of churn-reasons share, with the whole queries of purchase-cycle, rfm and abc in it. */
import { abc } from "../abc/analysis.ts";
import { purchaseCycle } from "../purchase-cycle/analysis.ts";
import { rfm } from "../rfm/analysis.ts";
import baseSql from "./base.sql?raw";
import churnedSql from "./churned.sql?raw";
import precursorsBaseSql from "./precursors-base.sql?raw";

const indented = (sql: string): string => sql.trimEnd().replace(/\n(?!\n)/g, "\n    ");

const shared: Readonly<Record<string, string>> = {
  "base.sql": baseSql,
  "churned.sql": churnedSql,
  "precursors-base.sql": precursorsBaseSql,
  "purchase-cycle": indented(purchaseCycle.sql),
  rfm: indented(rfm.sql),
  abc: indented(abc.sql),
};

const fill = (sql: string): string =>
  sql.replace(/\/\* ([\w.-]+) \*\//g, (comment, name: string) => shared[name]?.trimEnd() ?? comment);

/**
 * The SQL with a comment of a name replaced by what has that name. `base.sql` gives `known_order`, `customer` (one row
 * each) and `horizon`; `churned.sql` reads them and gives `churned`, `placed` (their groups) and `told` (their reasons);
 * `precursors-base.sql` gives `at_risk` and `asked` (what was known of them).
 */
export const withShared = (sql: string): string => fill(fill(sql));
