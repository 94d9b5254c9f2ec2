/** The headline of product-matrix: the product that wins the most customers, whether they return, and how many drag. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { MatrixParams } from "./params.ts";
import type { MatrixResult, PartRow } from "./result.ts";
import { counted, customers, isWithinChance, shownShare, within } from "./words.ts";

/** The product that won the most customers, the first of equals by id; it always has a dot of its own. */
function mostWon({ parts }: MatrixResult): PartRow<"dots"> | undefined {
  return parts.dots
    .filter(({ product_id, won }) => product_id !== null && won > 0)
    .toSorted((a, b) => b.won - a.won || (a.product_id! < b.product_id! ? -1 : 1))[0];
}

function basisOf(row: PartRow<"thresholds">, { messages }: Telling): string {
  const won = messages.integer(row.won);
  if (row.rate === null || row.low === null || row.high === null)
    return m.matrix_basis_open({ won }, messages);
  const [low, high] = [messages.percent(row.low, 1), messages.percent(row.high, 1)];
  const rate = messages.percent(row.rate, 1);
  return m.matrix_basis({ n: customers(row.n, messages), won, rate, low, high }, messages);
}

function dragsOf({ parts }: MatrixResult, params: MatrixParams, { messages }: Telling): string {
  const n = parts.quadrants.find(({ quadrant }) => quadrant === "drags")?.products ?? 0;
  if (n === 0) return m.matrix_headline_no_drags({}, messages);
  const all = counted(parts.thresholds[0]!.products, params, messages);
  const inputs = { n, shown: messages.integer(n), all };
  return params.level === "category"
    ? m.matrix_headline_drags_category(inputs, messages)
    : m.matrix_headline_drags(inputs, messages);
}

/** The sentence and the line of n and interval. */
export function headline(result: MatrixResult, params: MatrixParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const all = result.parts.thresholds[0]!;
  if (all.products === 0)
    return {
      sentence: m.matrix_headline_none({ date: messages.date(context.as_of) }, messages),
      basis: "n = 0",
    };
  const basis = basisOf(all, telling);
  const best = mostWon(result);
  if (!best || best.name === null) {
    const sold = { all: counted(all.products, params, messages) };
    return { sentence: m.matrix_headline_none_won(sold, messages), basis };
  }
  const head = m.matrix_headline_wins(
    { name: best.name, share: shownShare(best.first_order_share, messages) },
    messages,
  );
  const drags = dragsOf(result, params, telling);
  if (best.rate === null || all.rate === null) {
    const days = messages.integer(params.window_days ?? 0);
    return { sentence: m.matrix_headline_open({ head, days, drags }, messages), basis };
  }
  const chance = isWithinChance(best, all.rate)
    ? m.chart_within_chance({}, messages)
    : m.chart_more_than_chance({}, messages);
  const sentence = m.matrix_headline_back(
    {
      head,
      rate: messages.percent(best.rate),
      within: within(params, messages),
      average: messages.percent(all.rate),
      chance: m.matrix_chance({ chance }, messages),
      drags,
    },
    messages,
  );
  return { sentence, basis };
}
