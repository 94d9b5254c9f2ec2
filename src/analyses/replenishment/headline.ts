/** What replenishment says in a sentence: whom to remind of how much within a week, and which products have no cycle. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { ReplenishmentParams } from "./params.ts";
import type { PartRow, ReplenishmentResult } from "./result.ts";
import { customersWords, gapsWords, productsWords, remindersWords } from "./words.ts";

/** The products without a cycle by reason, each as a clause. */
function leftOut(total: PartRow<"totals">, params: ReplenishmentParams, { messages }: Telling): string {
  const clause = (n: number, of: (inputs: { products: string; min: string }) => string) =>
    n > 0 ? [of({ products: productsWords(n, messages), min: messages.integer(params.min_gaps) })] : [];
  const reasons = [
    ...clause(total.few_gaps, (inputs) => m.replenish_left_few_gaps(inputs, messages)),
    ...clause(total.share_not_reached, (inputs) => m.replenish_left_share(inputs, messages)),
    ...clause(total.too_new, (inputs) => m.replenish_left_too_new(inputs, messages)),
  ];
  return reasons.length === 0 ? "" : m.replenish_basis_left({ reasons: messages.list(reasons) }, messages);
}

function basisOf(total: PartRow<"totals">, params: ReplenishmentParams, telling: Telling): string {
  const { messages } = telling;
  const reminders = remindersWords(total.week_reminders, messages);
  const known = productsWords(total.with_cycle, messages);
  const typed = productsWords(total.typed, messages);
  const all = total.typed === total.with_cycle;
  const head = all
    ? m.replenish_basis_typed({ reminders, known }, messages)
    : m.replenish_basis({ reminders, known, gaps: gapsWords(total.gaps, messages) }, messages);
  const unknown = total.unknown_products;
  return [
    head,
    ...(total.typed > 0 && !all ? [m.replenish_basis_and_typed({ typed }, messages)] : []),
    leftOut(total, params, telling),
    ...(unknown > 0
      ? [m.replenish_basis_unknown({ n: unknown, shown: messages.integer(unknown) }, messages)]
      : []),
  ]
    .filter((text) => text !== "")
    .join(m.replenish_join({}, messages));
}

/** The headline of a result. */
export function headline(
  { parts }: ReplenishmentResult,
  params: ReplenishmentParams,
  telling: Telling,
): Headline {
  const { messages } = telling;
  const total = parts.totals[0]!;
  if (total.products === 0) return { sentence: m.replenish_headline_empty({}, messages), basis: "n = 0" };
  if (total.with_cycle === 0)
    return {
      sentence: m.replenish_headline_no_cycle({ gaps: messages.integer(params.min_gaps) }, messages),
      basis: leftOut(total, params, telling),
    };
  const date = messages.date(total.today);
  const basis = basisOf(total, params, telling);
  if (total.week_customers === 0) return { sentence: m.replenish_headline_nobody({ date }, messages), basis };
  const customers = customersWords(total.week_customers, messages);
  const products = productsWords(total.week_products, messages);
  return { sentence: m.replenish_headline({ customers, products, date }, messages), basis };
}
