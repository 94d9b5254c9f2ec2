/** Which other counting rules are worth measuring, and what each would change. */
import type { RuleEffect } from "../orders/figures.ts";
import { fileRoles, type CanonicalColumn, type ImportPlan } from "../orders/plan.ts";
import type { ImportReport } from "../orders/receipt.ts";
import { ruleChoices, type CountingRules } from "../orders/rules.ts";
import { toTenThousandths } from "./exact-amount.ts";

/** A counting rule that is chosen from a closed list. */
export type ListedRule = keyof typeof ruleChoices;

/** One rule with another value. */
export interface RuleChange {
  readonly rule: ListedRule;
  readonly value: string;
}

/** The name of a change among the effects. */
export const ruleKey = ({ rule, value }: RuleChange): string => `${rule}=${value}`;

/** The rules with one of them changed. */
export const otherRules = (rules: CountingRules, { rule, value }: RuleChange): CountingRules => ({
  ...rules,
  [rule]: value,
});

/** True where a rule can do nothing to these files, by their columns alone: then nothing is measured. */
function isIdle(rule: ListedRule, { files, rules }: ImportPlan, report: ImportReport): boolean {
  const none = (column: CanonicalColumn) => files.every(({ mapping }) => mapping[column] === undefined);
  switch (rule) {
    case "test_orders":
      return none("test");
    case "unpaid":
      return none("status");
    case "cancelled":
      return none("status") && none("cancelled_at");
    case "same_order":
      return !fileRoles.some((role) => files.filter((file) => (file.role ?? "orders") === role).length > 1);
    case "amount":
      return none("goods_amount") && none("shipping_amount") && none("tax_amount");
    case "missing_order_id":
      return (
        !none("order_id") &&
        !report.files.some(({ warnings }) => warnings.some(({ code }) => code === "MISSING_ORDER_ID"))
      );
    case "duplicate_records":
      return (
        rules.duplicate_records === "keep" &&
        !report.files.some(({ warnings }) => warnings.some(({ code }) => code === "DUPLICATE_ROWS"))
      );
    default:
      return false;
  }
}

/** Every value of every rule that is not chosen and may change what counts, in the rules' order. */
export function ruleChanges(plan: ImportPlan, report: ImportReport): readonly RuleChange[] {
  return (Object.keys(ruleChoices) as ListedRule[]).flatMap((rule) =>
    isIdle(rule, plan, report)
      ? []
      : ruleChoices[rule]
          .filter((value) => value !== plan.rules[rule])
          .map((value): RuleChange => ({ rule, value })),
  );
}

/** What a change adds (negative: takes away); `amount` in ten-thousandths, null where money is refused. */
export interface EffectDifference {
  readonly records: number;
  readonly orders: number;
  readonly customers: number;
  readonly amount: bigint | null;
}

/** The difference that a change would make to what counts now. */
export function effectDifference(now: RuleEffect, then: RuleEffect): EffectDifference {
  const money = (effect: RuleEffect) =>
    effect.net_amount === null ? null : toTenThousandths(effect.net_amount);
  const [before, after] = [money(now), money(then)];
  return {
    records: then.records - now.records,
    orders: then.orders - now.orders,
    customers: then.customers - now.customers,
    amount: before === null || after === null ? null : after - before,
  };
}
