/** The table of contents of the analyses, in the order in which the interface offers them. */
import type { AnyAnalysis } from "./analysis.ts";
import { abc } from "./abc/analysis.ts";
import { cohortRetention } from "./cohort-retention/analysis.ts";
import { overview } from "./overview/analysis.ts";
import { rfm } from "./rfm/analysis.ts";
import { rfmMigration } from "./rfm-migration/analysis.ts";

/** Every analysis there is. */
export const analyses: readonly AnyAnalysis[] = [overview, cohortRetention, rfm, rfmMigration, abc];
