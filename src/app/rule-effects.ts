/** Which other counting rules are worth measuring, and what each would change. */
import type { RuleEffect } from "../orders/figures.ts";
import { fileRoles, type CanonicalColumn, type ImportPlan } from "../orders/plan.ts";
import type { ImportReport } from "../orders/receipt.ts";
import { defaultRules, ruleChoices, type CountingRules, type IdentityColumn } from "../orders/rules.ts";
import { toTenThousandths } from "./exact-amount.ts";
import { filledKeys, identityOf } from "./import-decisions.ts";

/** A counting rule that is chosen from a closed list. */
export type ListedRule = keyof typeof ruleChoices;

/** A counting rule with choices that can be measured. */
export type MeasuredRule = ListedRule | "identity" | "currency";

/** One rule with another value: of `identity` a key alone or `all`, of `currency` `refuse` or the one that is picked. */
export interface RuleChange {
  readonly rule: MeasuredRule;
  readonly value: string;
}

/** The name of a change among the effects. */
export const ruleKey = ({ rule, value }: RuleChange): string => `${rule}=${value}`;

/** The value that a change gives its rule. */
export function ruleValue({ rule, value }: RuleChange): CountingRules[MeasuredRule] {
  if (rule === "identity") return value === "all" ? defaultRules.identity : [value as IdentityColumn];
  if (rule === "currency") return value === "refuse" ? value : { pick: value };
  return value as CountingRules[ListedRule];
}

/** The rules with one of them changed. */
export const otherRules = (rules: CountingRules, change: RuleChange): CountingRules => ({
  ...rules,
  [change.rule]: ruleValue(change),
});

/** The currencies of the files, sorted: of their amounts, and of files that have but one. */
export function currenciesOf({ files }: ImportReport): readonly string[] {
  const named = files.flatMap(({ amount_by_currency: amounts, currency }) =>
    amounts ? Object.keys(amounts) : currency === undefined ? [] : [currency],
  );
  return [...new Set(named)].sort();
}

/** The choices of the identity rule that the files' columns leave: each key alone, and all where there are several. */
export function identityChoices(plan: ImportPlan): readonly (IdentityColumn | "all")[] {
  const keys = filledKeys(plan);
  return keys.length > 1 ? ["all", ...keys] : keys;
}

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
  const listed = (Object.keys(ruleChoices) as ListedRule[]).flatMap((rule) =>
    isIdle(rule, plan, report)
      ? []
      : ruleChoices[rule]
          .filter((value) => value !== plan.rules[rule])
          .map((value): RuleChange => ({ rule, value })),
  );
  const identity = identityOf(plan.rules.identity, filledKeys(plan));
  const identities = identityChoices(plan).filter((value) => value !== identity);
  const currencies = currenciesOf(report);
  const { currency } = plan.rules;
  const picks = currencies.length < 2 ? [] : ["refuse", ...currencies];
  const isChosen = (value: string) =>
    currency === value || (typeof currency === "object" && "pick" in currency && currency.pick === value);
  return [
    ...listed,
    ...identities.map((value): RuleChange => ({ rule: "identity", value })),
    ...picks.filter((value) => !isChosen(value)).map((value): RuleChange => ({ rule: "currency", value })),
  ];
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
