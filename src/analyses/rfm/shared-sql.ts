/** The SQL that RFM and its migration share: totals, scores and segments of customers, seen on one or several days. */
import fragilitySql from "./fragility.sql?raw";
import scoresSql from "./scores.sql?raw";
import shiftedCutsSql from "./shifted-cuts.sql?raw";
import totalsSql from "./totals.sql?raw";
import triplesSql from "./triples.sql?raw";

const shared: Readonly<Record<string, string>> = {
  "fragility.sql": fragilitySql,
  "shifted-cuts.sql": shiftedCutsSql,
  "totals.sql": totalsSql,
  "scores.sql": scoresSql,
  "triples.sql": triplesSql,
};

/**
 * The SQL with `/* totals.sql *\/` and the like replaced by the common table expressions of that file. `totals.sql` reads
 * `look (look, day)`: the days on which customers are seen, up to as_of; `scores.sql` reads `total` and gives `scored`,
 * each look by its own cuts; `triples.sql` gives `segment_of (r, f, m, segment)`; `fragility.sql` reads `result` and
 * `segment_of` and gives who changes segment when something else changes a little.
 */
export function withShared(sql: string): string {
  // fragility.sql names others of them.
  return fill(fill(sql));
}

const fill = (sql: string): string =>
  sql.replace(/\/\* ([\w-]+\.sql) \*\//g, (comment, name: string) => shared[name]?.trimEnd() ?? comment);
