/** What the application uses of the warehouse. */
export { storeList } from "./lists.ts";
export { effectOfRules } from "./effect.ts";
export { readFacts } from "./facts.ts";
export { readFigures } from "./figures.ts";
export { readFindings } from "./findings/read.ts";
export { readIdentity } from "./identity/bench.ts";
export {
  applyRules,
  completeTables,
  discard,
  hasOrders,
  putInPlace,
  restage,
  stage,
  type LoadOptions,
  type LoadProgress,
  type Staged,
} from "./load.ts";
export { stagedImport } from "./names.ts";
export { rejectedOf } from "./rejected.ts";
export { readPlan, readReports } from "./report.ts";
