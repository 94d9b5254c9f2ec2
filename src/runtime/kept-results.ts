/** The results that stay in the engine, by the statement that gave them, within a budget of memory. */
import type { Engine, KeptTable } from "../engine/engine.ts";

/** Estimated bytes that kept results may take together; the engine as a whole may take 2,500 MiB. */
const budgetBytes = 384 * 2 ** 20;

/** Options of {@link KeptResults.keep}. */
export interface KeepOptions {
  readonly signal?: AbortSignal;
  readonly maxSeconds?: number;
  /** True runs the statement though its result is there. */
  readonly again?: boolean;
  /** Runs in place of the statement and gives the same rows. */
  readonly runs?: string;
}

const widths: readonly (readonly [RegExp, number])[] = [
  [/^(BOOLEAN|U?TINYINT)$/, 1],
  [/^U?SMALLINT$/, 2],
  [/^(U?INTEGER|FLOAT|DATE)$/, 4],
  [/^(U?BIGINT|DOUBLE|TIME|TIMESTAMP.*)$/, 8],
  [/^(U?HUGEINT|DECIMAL.*|UUID|INTERVAL)$/, 16],
];

/** About what a table takes: exact for numbers, 32 bytes for a text, 64 for what is nested. */
const bytesOf = ({ rows, columns }: KeptTable): number =>
  rows *
  columns.reduce((sum, { type }) => {
    const known = widths.find(([pattern]) => pattern.test(type))?.[1];
    return sum + (known ?? (type === "VARCHAR" ? 32 : 64));
  }, 0);

/** Keeps results of one engine; those that were asked for least lately go first. One that is gone is computed again. */
export class KeptResults {
  readonly #engine: Engine;
  readonly #budget: number;
  /** In the order in which they were last asked for. */
  readonly #tables = new Map<string, KeptTable>();

  constructor(engine: Engine, budget: number = budgetBytes) {
    this.#engine = engine;
    this.#budget = budget;
  }

  /** The result of a statement where it is still there. */
  find(sql: string): KeptTable | undefined {
    const kept = this.#tables.get(sql);
    if (!kept) return undefined;
    this.#tables.delete(sql);
    if (!kept.isHere) return undefined;
    this.#tables.set(sql, kept);
    return kept;
  }

  /** Returns the result of a statement, which runs unless it is there. @throws QueryError */
  async keep(sql: string, { again = false, runs = sql, ...options }: KeepOptions = {}): Promise<KeptTable> {
    const known = again ? undefined : this.find(sql);
    if (known) return known;
    const kept = await this.#run(runs, options);
    const meanwhile = again ? undefined : this.find(sql);
    if (meanwhile) {
      // Another cell asked the same at the same time, and may be reading it already.
      void this.#engine.drop(kept).catch(() => undefined);
      return meanwhile;
    }
    const before = this.#tables.get(sql);
    this.#tables.delete(sql);
    this.#tables.set(sql, kept);
    if (before) void this.#engine.drop(before).catch(() => undefined);
    this.#tidy(kept);
    return kept;
  }

  /** Forgets everything. */
  clear(): void {
    for (const kept of this.#tables.values()) void this.#engine.drop(kept).catch(() => undefined);
    this.#tables.clear();
  }

  /** A statement that finds no memory gets that of the other results. */
  async #run(sql: string, options: Omit<KeepOptions, "again" | "runs">): Promise<KeptTable> {
    try {
      return await this.#engine.keep(sql, options);
    } catch (thrown) {
      if (!(this.#tables.size > 0 && thrown instanceof Error && /^Out of Memory/.test(thrown.message)))
        throw thrown;
      const all = [...this.#tables.values()];
      this.#tables.clear();
      await Promise.all(all.map((kept) => this.#engine.drop(kept)));
      return this.#engine.keep(sql, options);
    }
  }

  #tidy(newest: KeptTable): void {
    let bytes = 0;
    for (const kept of this.#tables.values()) bytes += bytesOf(kept);
    for (const [sql, kept] of this.#tables) {
      if (bytes <= this.#budget) return;
      if (kept === newest) continue;
      bytes -= bytesOf(kept);
      this.#tables.delete(sql);
      void this.#engine.drop(kept).catch(() => undefined);
    }
  }
}
