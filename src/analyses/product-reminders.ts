/** The SQL of product cycles and of whom to remind, which replenishment and care-calendar read. */
import kaplanMeier from "./kaplan-meier.sql?raw";
import cycle from "./product-cycle.sql?raw";
import reading from "./product-reading.sql?raw";
import reminders from "./product-reminders.sql?raw";

/** The CTE `product_reading`, with a comma after it: `today`, the as-of date within what a filter counts, and `observed`. */
export const readingSql = reading.trimEnd();

/**
 * CTEs, `product_reading` to `reminders`, without the `with` before them. They name `$per_unit`, `$due_share`, `$cycle_of`,
 * `$min_gaps`, `$lead_max`, `$lead_min`, `$lapsed_after` and the lists of `lasts`.
 */
export const reminderSql = `${readingSql}\n\n${cycle}\n${kaplanMeier.trimEnd()},\n\n${reminders.trimEnd()}`;
