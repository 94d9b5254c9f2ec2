/** The SQL that RFM and its migration share: totals, scores and segments of customers, seen on one or several days. */
import scoresSql from "./scores.sql?raw";
import totalsSql from "./totals.sql?raw";
import triplesSql from "./triples.sql?raw";

const shared: Readonly<Record<string, string>> = {
  "totals.sql": totalsSql,
  "scores.sql": scoresSql,
  "triples.sql": triplesSql,
};

/**
 * The SQL with `/* totals.sql *\/` and the like replaced by the common table expressions of that file. `totals.sql` reads
 * `look (look, day)`: the days on which customers are seen, up to as_of; `scores.sql` reads `total` and gives `scored`,
 * each look by its own cuts; `triples.sql` gives `segment_of (r, f, m, segment)`.
 */
export function withShared(sql: string): string {
  return sql.replace(
    /\/\* ([\w-]+\.sql) \*\//g,
    (comment, name: string) => shared[name]?.trimEnd() ?? comment,
  );
}
