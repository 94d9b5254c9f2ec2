/** Reads an analysis so that its main query runs once, whatever reads it again. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import type { Engine, KeptTable } from "../engine/engine.ts";
import type { Context } from "../sql/query.ts";
import { wholeText, type Composer, type KeptOf } from "./compose-cell.ts";
import { plainReader, readRows, type AnalysisReader } from "./evaluate.ts";
import type { KeptResults } from "./kept-results.ts";
import type { CheckedParams } from "./statements.ts";

/** What an analysis is read with. */
export interface AnalysisReading {
  readonly analysis: AnyAnalysis;
  readonly params: CheckedParams;
  readonly context: Context;
  /** True where other cells can read it as a table. */
  readonly isNamed: boolean;
  readonly composer: Composer;
  readonly engine: Engine;
  readonly kept: KeptResults;
  readonly keptOf: KeptOf;
  readonly signal: AbortSignal;
  readonly again: boolean;
  /** Does work when there is room for a statement. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

/** A reader that knows what it keeps of the main query. */
export interface KeptReader extends AnalysisReader {
  /** Names the main query's result among the kept ones. */
  readonly key: string;
  /** Rows of the main query, null where they were not counted. */
  total(): number | null;
}

/**
 * Returns the reader of an analysis. The main query is kept where something reads it again: its parts, further pages,
 * other cells. What runs then reads the kept table; what is shown stays whole, and runs where the table was lost.
 */
export function keptReader(reading: AnalysisReading): KeptReader {
  const { analysis, params, context, composer, engine, kept, keptOf, signal, again, inTurn } = reading;
  const isReadAgain =
    reading.isNamed || analysis.rowLimit !== undefined || Object.keys(analysis.parts as object).length > 0;
  const runs = composer.analysis(analysis, params, context, keptOf);
  const shown = composer.analysis(analysis, params, context, wholeText);
  const plain = plainReader(engine, () => shown, signal);
  let main: KeptTable | null = null;
  return {
    key: runs.sql,
    total: () => main?.rows ?? null,
    statements: () => shown,
    main: (_sql, columns, limit) =>
      inTurn(async () => {
        if (!engine.keeps || !isReadAgain) return plain.main(runs.sql, columns, limit);
        main = await kept.keep(runs.sql, { signal, again });
        const first = limit === undefined ? "" : ` where rowid < ${limit}`;
        const sql = `select * from ${main.name}${first} order by rowid`;
        try {
          const { rows } = await readRows(engine, sql, columns, signal);
          return { rows, whole: limit === undefined || main.rows <= limit };
        } catch (thrown) {
          if (main.isHere) throw thrown;
          return plain.main(runs.sql, columns, limit);
        }
      }),
    part: (name, _sql, columns) =>
      inTurn(async () => {
        const whole = () => plain.part(name, runs.partSql[name]!, columns);
        if (!main?.isHere) return whole();
        const over = composer.partOver(main.name, name, analysis, params, context, keptOf);
        try {
          return await plain.part(name, over, columns);
        } catch (thrown) {
          if (main.isHere) throw thrown;
          return whole();
        }
      }),
  };
}
