/**
 * The gamma-gamma model of spend: Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value, note 025. What a customer
 * spends on a transaction is gamma with shape p and a rate that is gamma (q, v) among customers, whatever the frequency.
 */
import { logGamma } from "./incomplete-gamma.ts";
import type { Likelihood } from "./likelihood.ts";
import { distinctOf } from "./transactions.ts";

/** Columns of the same length: transactions (1, 2 …), their mean value (above 0), and customers with both. */
export interface Spending {
  readonly transactions: Float64Array;
  readonly mean: Float64Array;
  readonly customers: Float64Array;
}

/** The likelihood of p, q, v (equation 1a of the note); v is in the unit of money. */
export function gammaGammaLikelihood({ transactions, mean, customers }: Spending): Likelihood {
  const distinct = distinctOf(transactions);
  const constants = new Float64Array(distinct.values.length);
  const logMean = mean.map(Math.log);
  const n = customers.reduce((sum, each) => sum + each, 0);
  const scale = mean.reduce((sum, each, row) => sum + each * customers[row]!, 0) / n;

  const of = ([p, q, v]: readonly number[]): number => {
    const constant = q! * Math.log(v!) - logGamma(q!);
    distinct.values.forEach((x, place) => {
      const shape = p! * x;
      constants[place] = constant + logGamma(shape + q!) - logGamma(shape) + shape * Math.log(x);
    });
    let sum = 0;
    for (let row = 0; row < customers.length; row++) {
      const x = transactions[row]!;
      const z = mean[row]!;
      sum +=
        customers[row]! *
        (constants[distinct.places[row]!]! +
          (p! * x - 1) * logMean[row]! -
          (p! * x + q!) * Math.log(v! + x * z));
    }
    return sum;
  };

  const shapes: readonly [number, number] = [1e-3, 1e4];
  return {
    n,
    of,
    starts: [
      [4, 4, scale],
      [1, 2, scale],
      [20, 20, scale],
    ],
    bounds: [shapes, shapes, [1e-4 * scale, 1e4 * scale]],
  };
}
