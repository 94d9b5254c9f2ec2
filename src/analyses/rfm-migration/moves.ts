/** The SQL that the rows, the series and the customers behind them share besides that of rfm. */
import movesSql from "./moves.sql?raw";
import seriesSql from "./series.sql?raw";

/**
 * The SQL with the comments that name `moves.sql` and `series.sql` replaced by their table expressions: who moved from
 * which segment to which, read from `segmented` and `look`; and `total` of totals.sql for many looks, made of what changes
 * between them, so that customers × looks are never held.
 */
export const withMoves = (sql: string): string =>
  sql
    .replace("/* moves.sql */", () => movesSql.trimEnd())
    .replace("/* series.sql */", () => seriesSql.trimEnd());
