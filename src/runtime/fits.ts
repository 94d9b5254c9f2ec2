/** Fits of analyses over the orders: read, computed off the main thread, and kept by what they were computed from. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import type { Fit, FitColumns, FitValues } from "../analyses/fit.ts";
import type { Fitter } from "../analyses/fit-client.ts";
import { RegularsError } from "../base/error.ts";
import type { ArrowTable, Engine } from "../engine/engine.ts";
import { numberColumns } from "../engine/number-columns.ts";
import type { Context } from "../sql/query.ts";
import type { CheckedParams } from "./statements.ts";

/** A fit that a statement needs and nobody has computed yet. */
export interface FitQuestion {
  readonly analysis: AnyAnalysis;
  readonly params: CheckedParams;
  readonly context: Context;
  /** The statement of its rows: complete. */
  readonly sql: string;
}

/** The values of a fit and the complete statement of the rows that they were computed from. */
export interface Fitted {
  readonly values: FitValues;
  readonly sql: string;
}

/** Thrown where a statement needs the values of a fit that are not there yet; who can wait computes them and asks again. */
export class MissingFit extends RegularsError {
  readonly question: FitQuestion;

  constructor(question: FitQuestion) {
    super(`missing fit: ${question.analysis.id} was not computed`);
    this.question = question;
  }
}

/** Fits remembered; the oldest go first. */
const mostFits = 32;

const keyOf = ({ analysis, params, context, sql }: FitQuestion): string =>
  JSON.stringify([analysis.id, params, { ...context, fitted: undefined }, sql]);

/** Reads and computes the fits over the orders of one engine. */
export class Fits {
  readonly #engine: Pick<Engine, "query">;
  readonly #fitter: Fitter;
  readonly #known = new Map<string, FitValues>();

  constructor(engine: Pick<Engine, "query">, fitter: Fitter) {
    this.#engine = engine;
    this.#fitter = fitter;
  }

  /** The values of a fit where they are known. */
  find(question: FitQuestion): FitValues | undefined {
    return this.#known.get(keyOf(question));
  }

  /** As {@link compute}, with the statement that it read. */
  async fitted(question: FitQuestion, signal?: AbortSignal, again = false): Promise<Fitted> {
    return { values: await this.compute(question, signal, again), sql: question.sql };
  }

  /** The values of a fit, computed where they are not known or `again` asks for it. @throws QueryError; the signal's reason when it is aborted */
  async compute(question: FitQuestion, signal?: AbortSignal, again = false): Promise<FitValues> {
    const key = keyOf(question);
    const known = this.#known.get(key);
    if (known && !again) return known;
    const { analysis, params, context, sql } = question;
    const { columns, values: names } = analysis.fit as Fit;
    const table: ArrowTable = await this.#engine.query(sql, signal && { signal });
    const given: FitColumns = numberColumns(table, columns);
    const values = await this.#fitter({ id: analysis.id, columns: given, params, context }, signal);
    const missing = names.filter((name) => !Object.hasOwn(values, name));
    if (missing.length > 0)
      throw new RegularsError(`invalid fit: ${analysis.id} gives no ${missing.join(", ")}`);
    this.#known.set(key, values);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostFits) this.#known.delete(oldest!);
    return values;
  }
}
