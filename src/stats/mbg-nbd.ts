/**
 * The MBG/NBD model: Batislam, Denizel & Filiztekin (2007), Empirical validation and comparison of models for customer base
 * analysis, International Journal of Research in Marketing 24(3), 201–209; also Hoppe & Wagner (2007), the CBG/NBD. As
 * BG/NBD, but a customer may leave after the first purchase too.
 */
import { geometricLikelihood, logOddsGone, type GeometricParameters } from "./geometric-dropout.ts";
import type { Likelihood } from "./likelihood.ts";
import type { Histories, History } from "./transactions.ts";

/** The likelihood of r, alpha, a, b. */
export const mbgNbdLikelihood = (histories: Histories): Likelihood => geometricLikelihood(histories, 1);

/** The probability that a customer has not left yet, 0…1. */
export const mbgNbdAlive = (parameters: GeometricParameters, history: History): number =>
  1 / (1 + Math.exp(logOddsGone(parameters, history, 1)));
