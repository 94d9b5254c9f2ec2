/**
 * The BG/NBD model: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way: An Alternative to the Pareto/NBD
 * Model, Marketing Science 24(2), 275–284. A customer may leave after each repeat purchase, never before the first.
 */
import { geometricLikelihood, logOddsGone, type GeometricParameters } from "./geometric-dropout.ts";
import type { Likelihood } from "./likelihood.ts";
import type { Histories, History } from "./transactions.ts";

/** The likelihood of r, alpha, a, b (their equation 6). */
export const bgNbdLikelihood = (histories: Histories): Likelihood => geometricLikelihood(histories, 0);

/** The probability that a customer has not left yet, 0…1; exactly 1 without a repeat purchase. */
export const bgNbdAlive = (parameters: GeometricParameters, history: History): number =>
  1 / (1 + Math.exp(logOddsGone(parameters, history, 0)));
