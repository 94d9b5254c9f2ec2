/** The uncertainty of campaign-effect: a bootstrap of customers, and the tests that SQL has no distribution for. */
import { binomial, bootstrapped, draws, type Bootstrapped } from "../../stats/bootstrap.ts";
import { createRandom, type Random } from "../../stats/random.ts";
import { shareP, twoProportionsP } from "../../stats/two-proportions.ts";
import type { FitFunction } from "../fit.ts";
import { drawn, fieldsOf, type Field, type Side } from "./cells.ts";
import { measureIds, type Measure } from "./measures.ts";

/** Fewer customers, or fewer who ordered, on a side say nothing of how money varies: no interval is given. */
export const fewest = { customers: 20, ordered: 5 } as const;

const seed = 20_250_617;

/** What is said of a measure at one k. */
interface Said {
  readonly low: number | null;
  readonly high: number | null;
  readonly error: number | null;
  readonly p: number | null;
}

const nothing: Said = { low: null, high: null, error: null, p: null };

/** The sums of one draw of a side: who ordered, then {@link drawn}. */
function sumsOf(random: Random, side: Side, n: number, weight: number, sums: number[]): void {
  const ordered = binomial(random, n, side.ordered / side.customers);
  sums[0]! += weight * ordered;
  const rest = sums.slice(1);
  side.pool.addDrawn(random, ordered, weight, rest);
  for (const [at, value] of rest.entries()) sums[at + 1] = value;
}

/** Customers of each field in a draw of as many contacted customers as there are. */
function fieldSizes(random: Random, fields: readonly Field[]): readonly number[] {
  let left = fields.reduce((sum, { treated }) => sum + treated.customers, 0);
  let pending = left;
  return fields.map(({ treated }) => {
    const size = binomial(random, left, treated.customers / pending);
    left -= size;
    pending -= treated.customers;
    return size;
  });
}

const measures = ([ordered, repeated, orders, priced, net]: readonly number[], n: number) => ({
  conversion: ordered! / n,
  return_rate: ordered! / n,
  repurchase_rate: repeated! / n,
  orders_per_customer: orders! / n,
  net_amount_per_customer: net! / n,
  average_order_value: priced! > 0 ? net! / priced! : Number.NaN,
});

/** The differences of each measure in {@link draws} draws of customers. */
function drawDifferences(fields: readonly Field[], matched: boolean): Record<Measure, number[]> {
  const random = createRandom(seed);
  const n = fields.reduce((sum, { treated }) => sum + treated.customers, 0);
  const found = Object.fromEntries(measureIds.map((id) => [id, [] as number[]])) as Record<Measure, number[]>;
  for (let draw = 0; draw < draws; draw++) {
    const sizes = fieldSizes(random, fields);
    const [treated, control] = [0, 1].map(() => [0, ...drawn.map(() => 0)]) as [number[], number[]];
    for (const [at, field] of fields.entries()) {
      const size = sizes[at]!;
      if (size === 0) continue;
      sumsOf(random, field.treated, size, 1, treated);
      const others = field.control.customers - (matched ? 1 : 0);
      sumsOf(random, field.control, others, size / others, control);
    }
    const [one, zero] = [measures(treated, n), measures(control, n)];
    for (const id of measureIds) {
      const difference = one[id] - zero[id];
      if (!Number.isNaN(difference)) found[id].push(difference);
    }
  }
  return found;
}

const sumOf = (fields: readonly Field[], side: keyof Field, what: Exclude<keyof Side, "pool">) =>
  fields.reduce((sum, field) => sum + field[side][what], 0);

const of = (from: Bootstrapped | null): Said => from ?? nothing;

/** The test of a share of two groups as assigned; its interval is the statement's. */
function proportion(
  fields: readonly Field[],
  did: "ordered" | "returned" | "repeated",
  of: "customers" | "knownBefore",
): Said {
  const [x0, n0] = [sumOf(fields, "control", did), sumOf(fields, "control", of)];
  const [x1, n1] = [sumOf(fields, "treated", did), sumOf(fields, "treated", of)];
  if (n0 === 0 || n1 === 0) return nothing;
  const share = x0 / n0;
  const error = Math.sqrt(share * (1 - share) * (1 / n0 + 1 / n1));
  return { low: null, high: null, error: error > 0 ? error : null, p: twoProportionsP(x0, n0, x1, n1) };
}

function saidOf(fields: readonly Field[], matched: boolean): Readonly<Record<Measure, Said>> {
  const enough = (["treated", "control"] as const).every(
    (side) =>
      sumOf(fields, side, "customers") >= fewest.customers &&
      sumOf(fields, side, "ordered") >= fewest.ordered,
  );
  const found = enough ? drawDifferences(fields, matched) : null;
  const boot = (id: Measure): Said => (found ? of(bootstrapped(found[id])) : nothing);
  const share = (id: Measure, said: () => Said) => (matched ? boot(id) : said());
  return {
    conversion: share("conversion", () => proportion(fields, "ordered", "customers")),
    return_rate: share("return_rate", () => proportion(fields, "returned", "knownBefore")),
    repurchase_rate: share("repurchase_rate", () => proportion(fields, "repeated", "customers")),
    orders_per_customer: boot("orders_per_customer"),
    net_amount_per_customer: boot("net_amount_per_customer"),
    average_order_value: boot("average_order_value"),
  };
}

/** Computes the values that result.ts names. */
export const fit: FitFunction = (columns, params) => {
  const byK = fieldsOf(columns);
  const assigned = byK.get(-1) ?? [];
  const [contacted, held] = [
    sumOf(assigned, "treated", "customers"),
    sumOf(assigned, "control", "customers"),
  ];
  const matched = params["control"] === "matched" || (params["control"] === "auto" && held === 0);
  const rows = [...byK]
    .filter(([k]) => k >= 0)
    .flatMap(([k, fields]) => {
      const said = saidOf(fields, matched);
      return measureIds.map((measure) => ({ k, measure, ...said[measure] }));
    });
  const share = params["control_share"] as number | null;
  return {
    fit_k: rows.map(({ k }) => k),
    fit_measure: rows.map(({ measure }) => measure),
    fit_low: rows.map(({ low }) => low),
    fit_high: rows.map(({ high }) => high),
    fit_error: rows.map(({ error }) => error),
    fit_p: rows.map(({ p }) => p),
    fit_ratio_p: share === null ? null : shareP(held, contacted + held, share),
  };
};
