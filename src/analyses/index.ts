/** The table of contents of the analyses, by what they are about, in the order in which the interface offers them. */
import type { AnyAnalysis } from "./analysis.ts";
import { abc } from "./abc/analysis.ts";
import { campaignEffect } from "./campaign-effect/analysis.ts";
import { campaignPlan } from "./campaign-plan/analysis.ts";
import { careCalendar } from "./care-calendar/analysis.ts";
import { churnBacktest } from "./churn-backtest/analysis.ts";
import { churnReasons } from "./churn-reasons/analysis.ts";
import { churnStatus } from "./churn-status/analysis.ts";
import { cohortRetention } from "./cohort-retention/analysis.ts";
import { crossSell } from "./cross-sell/analysis.ts";
import { customerProfile } from "./customer-profile/analysis.ts";
import { definitions } from "./definitions/analysis.ts";
import { explainDifference } from "./explain-difference/analysis.ts";
import { lifetimeValue } from "./lifetime-value/analysis.ts";
import { membershipTiers } from "./membership-tiers/analysis.ts";
import { orderLadder } from "./order-ladder/analysis.ts";
import { overview } from "./overview/analysis.ts";
import { productMatrix } from "./product-matrix/analysis.ts";
import { purchaseCycle } from "./purchase-cycle/analysis.ts";
import { replenishment } from "./replenishment/analysis.ts";
import { repurchase } from "./repurchase/analysis.ts";
import { rfm } from "./rfm/analysis.ts";
import { rfmMigration } from "./rfm-migration/analysis.ts";
import { survival } from "./survival/analysis.ts";
import { weightedScore } from "./weighted-score/analysis.ts";

/**
 * What analyses are about: who comes back and when, who the customers are, who is slipping away and why, what brings the
 * money, what to do next.
 */
export const topics = ["return", "people", "leave", "value", "act"] as const;

/** One of {@link topics}. */
export type Topic = (typeof topics)[number];

const contents: Readonly<Record<Topic, readonly AnyAnalysis[]>> = {
  return: [overview, cohortRetention, repurchase, orderLadder, purchaseCycle, survival, definitions],
  people: [rfm, rfmMigration, customerProfile, membershipTiers, weightedScore],
  leave: [churnStatus, churnBacktest, churnReasons],
  value: [abc, productMatrix, explainDifference, lifetimeValue],
  act: [replenishment, crossSell, campaignPlan, campaignEffect, careCalendar],
};

/** Every analysis there is. */
export const analyses: readonly AnyAnalysis[] = topics.flatMap((topic) => contents[topic]);

/** What an analysis is about, by its id; undefined for one that is not in the table of contents. */
export function topicOf(id: string): Topic | undefined {
  return topics.find((topic) => contents[topic].some((analysis) => analysis.id === id));
}
