/** What amounts are multiplied with under the currency rule, exactly. */
import { RegularsError } from "../base/error.ts";
import type { CurrencyRule } from "../orders/rules.ts";
import { literal } from "../sql/literal.ts";

/** How amounts are converted: an amount beside the column with its currency, and the order's currency afterwards. */
export interface Conversion {
  readonly money: (amount: string, currency?: string) => string;
  readonly currency: string;
}

/** A rate as an exact decimal. @throws RegularsError where it is no positive number below a billion. */
function rateOf(currency: string, rate: number): string {
  if (!(rate > 0 && rate < 1e9)) throw new RegularsError(`invalid rate of ${currency}: ${rate}`);
  return `cast('${rate.toFixed(9)}' as DECIMAL(18,9))`;
}

/**
 * The conversion under a rule, given the currencies that the orders have. Mixed currencies are refused by default:
 * every amount is null until one is picked or rates are given. Orders that name no currency are taken as the one that
 * counts.
 */
export function conversion(rule: CurrencyRule, currencies: readonly string[]): Conversion {
  const none = "cast(null as DECIMAL(18,4))";
  if (rule === "refuse")
    return { money: (amount) => (currencies.length > 1 ? none : amount), currency: "currency" };
  if ("pick" in rule) {
    const pick = literal(rule.pick.toUpperCase());
    return {
      money: (amount, currency = "currency") =>
        `case when coalesce(${currency}, ${pick}) = ${pick} then ${amount} end`,
      currency: `coalesce(currency, ${pick})`,
    };
  }
  const to = literal(rule.to.toUpperCase());
  const rates = Object.entries(rule.rates).filter(
    ([currency]) => currency.toUpperCase() !== rule.to.toUpperCase(),
  );
  return {
    money: (amount, currency = "currency") => {
      const cases = rates.map(
        ([from, rate]) =>
          `when ${literal(from.toUpperCase())} then cast(${amount} * ${rateOf(from, rate)} as DECIMAL(18,4))`,
      );
      return `case coalesce(${currency}, ${to}) when ${to} then ${amount} ${cases.join(" ")} end`;
    },
    currency: to,
  };
}
