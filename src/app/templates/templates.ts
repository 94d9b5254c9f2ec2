/** Every template there is, in the order in which they are offered. */
import { m } from "../../messages/messages.ts";
import { abcTiers } from "./abc-tiers.ts";
import { churnWatch } from "./churn-watch.ts";
import { cohorts } from "./cohorts.ts";
import { fullReview } from "./full-review.ts";
import { monthlyReport } from "./monthly-report.ts";
import { rfmActions } from "./rfm-actions.ts";
import type { Template } from "./template.ts";

/** A notebook without a cell. */
const empty: Template = {
  id: "empty",
  title: (messages) => m.templates_empty({}, messages),
  about: (messages) => m.templates_empty_about({}, messages),
  parts: () => [],
};

/** The templates. */
export const templates: readonly Template[] = [
  fullReview,
  cohorts,
  rfmActions,
  abcTiers,
  churnWatch,
  monthlyReport,
  empty,
];

/** The template of an id, or undefined. */
export function maybeTemplate(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}
