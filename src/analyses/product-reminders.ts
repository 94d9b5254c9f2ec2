/** The SQL of product cycles and of whom to remind, which replenishment and care-calendar read. */
import kaplanMeier from "./kaplan-meier.sql?raw";
import cycle from "./product-cycle.sql?raw";
import reminders from "./product-reminders.sql?raw";

/**
 * CTEs, `product_reading` to `reminders`, without the `with` before them. They name `$per_unit`, `$due_share`, `$cycle_of`,
 * `$min_gaps`, `$lead_max`, `$lead_min`, `$lapsed_after` and the lists of `lasts`.
 */
export const reminderSql = `${cycle}\n${kaplanMeier.trimEnd()},\n\n${reminders.trimEnd()}`;
