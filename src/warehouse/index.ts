/** What the application uses of the warehouse. */
export { effectOfRules, type RuleEffect } from "./effect.ts";
export { readFacts } from "./facts.ts";
export {
  applyRules,
  discard,
  hasOrders,
  putInPlace,
  stage,
  type LoadOptions,
  type LoadProgress,
  type Staged,
} from "./load.ts";
export { readReports } from "./report.ts";
