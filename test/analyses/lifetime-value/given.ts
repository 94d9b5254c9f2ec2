/** Lifetime value asked with parameters that are given rather than fitted: what the statements make of them. */
import type { Result } from "../../../src/analyses/analysis.ts";
import { lifetimeValue } from "../../../src/analyses/lifetime-value/analysis.ts";
import type { FitValues } from "../../../src/analyses/fit.ts";
import type { ValueResult } from "../../../src/analyses/lifetime-value/result.ts";
import type { Context } from "../../../src/sql/query.ts";
import type { NativeDuckDb } from "../../support/native.ts";
import type { Four } from "./reference.ts";

/** The values of a fit that found these parameters. */
export function givenFit(
  values: Four,
  spend: readonly number[] | null = [6.25, 3.74, 15.44],
  check: Four = values,
): FitValues {
  const of = (name: string, list: readonly number[] | null) => ({
    [`${name}_state`]: list === null ? "no_money" : "fitted",
    [`${name}_values`]: list,
    [`${name}_errors`]: list?.map((each) => each / 10) ?? null,
    [`${name}_lows`]: list?.map((each) => each * 0.8) ?? null,
    [`${name}_highs`]: list?.map((each) => each * 1.25) ?? null,
    [`${name}_log_likelihood`]: list === null ? null : -100,
  });
  return { ...of("fit", values), ...of("check", check), ...of("spend", spend) };
}

/** The result over the tables of the database. */
export const asked = async (
  duckdb: NativeDuckDb,
  params: Readonly<Record<string, unknown>>,
  context: Context,
  fitted: FitValues,
): Promise<ValueResult> =>
  (await duckdb.analyse(lifetimeValue, params, { ...context, fitted })) as Result as unknown as ValueResult;
