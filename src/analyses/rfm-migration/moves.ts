/** The SQL of who moved from which segment to which, which the rows and the customers behind them share. */
import movesSql from "./moves.sql?raw";

/** The SQL with the comment that names `moves.sql` replaced by its table expression, which reads `segmented` and `look`. */
export const withMoves = (sql: string): string => sql.replace("/* moves.sql */", () => movesSql.trimEnd());
