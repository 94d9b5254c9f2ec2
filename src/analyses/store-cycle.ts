/** The SQL of the store's purchase cycle and of a status by it, which churn-status, churn-reasons and care-calendar read. */
import cycle from "./cycle.sql?raw";
import purchaseDays from "./purchase-days.sql?raw";
import status from "./status.sql?raw";
import storeCycle from "./store-cycle.sql?raw";

/** The CTE `purchases` (customer_key, day, orders, gap), from `known_orders` (customer_key, day). */
export const purchaseDaysSql = purchaseDays.trimEnd();

/**
 * CTEs up to `cycles` of cycle.sql, with one row where there are enough gaps: the cycle of the store as purchase-cycle gives
 * it, from `purchases` (customer_key, day, gap) and `looked` (day). They name `$statistic`, `$weight` and `$min_gaps`.
 */
export const storeCycleSql = storeCycle.replace("/* cycle.sql */", () => cycle.trimEnd()).trimEnd();

/** How purchase-cycle gives the store's cycle by default: the values that {@link storeCycleSql} names. */
export const cycleValues = { statistic: "p75", weight: "customer", min_gaps: 10 } as const;

/**
 * An expression: the status of a customer at the end of `day`, from `last_day`, `comeback_day` and `first_day`, the days of
 * the last order, of the last one after a gap longer than `long_days`, and of the first; `short_days`, `long_days`: cycles.
 */
export const statusSql = status.trimEnd();
