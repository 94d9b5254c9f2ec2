/** The statements of cohort-retention from their pieces. */
import { withFirstOrder } from "../first-order.ts";
import cohorts from "./cohorts.sql?raw";
import customerPeriods from "./customer-periods.sql?raw";

/** Pieces of a list of CTEs, the last with the final select, as one statement. */
export const joinCtes = (...pieces: readonly string[]): string =>
  `${pieces.map((piece) => piece.trim()).join(",\n\n")}\n`;

/** The CTEs up to one row per customer and period, which cells and the customers behind them share. */
export const perCustomer = joinCtes(withFirstOrder(cohorts), customerPeriods);
