/** What the membership tiers say in a sentence. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import { movesFrom, noTier, windowStart, type TierParams } from "./params.ts";
import type { TierResult } from "./result.ts";
import { customers, shownMoney, shownShare } from "./words.ts";

/** The number of customers of a result. */
export function customersOf({ rows }: TierResult): number {
  return rows.reduce((sum, row) => sum + row.customers, 0);
}

/** Customers who moved `up`, `down`, stayed the `same` or came `new`. */
export function movedOf({ parts }: TierResult, move: string): number {
  return parts.moves.reduce((sum, row) => sum + (row.move === move ? row.customers : 0), 0);
}

/** The sentence of how many hold a tier, what their discounts cost and who is near, and the line of n, window and moves. */
export function headline(result: TierResult, params: TierParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const n = customersOf(result);
  if (n === 0)
    return {
      sentence: m.membership_headline_none({ date: messages.date(context.as_of) }, messages),
      basis: "n = 0",
    };
  const holders = result.rows.reduce((sum, row) => sum + (row.tier === noTier ? 0 : row.customers), 0);
  const near = result.rows.reduce((sum, row) => sum + (row.near_next ?? 0), 0);
  const all = customers(n, messages);
  const first =
    holders === 0
      ? m.membership_headline_nobody({ n, all }, messages)
      : m.membership_headline(
          { n: holders, k: messages.integer(holders), all, p: shownShare(holders / n, messages) },
          messages,
        ) + costOf(result, params, telling);
  const last =
    near === 0
      ? ""
      : m.membership_headline_near(
          { n: near, k: messages.integer(near), share: shownShare(params.near_share, messages) },
          messages,
        );
  return {
    sentence: first + last + m.membership_full_stop({}, messages),
    basis: basisOf(result, params, telling, all),
  };
}

/** What the discounts would have cost, and its share of the net amount of all customers where that is above zero. */
function costOf({ rows }: TierResult, params: TierParams, telling: Telling): string {
  const { messages } = telling;
  const sum = (of: (row: TierResult["rows"][number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const cost = sum((row) => row.benefit_cost);
  const money = sum((row) => row.net_amount);
  const words = { cost: shownMoney(cost, telling) };
  if (!(money > 0)) return m.membership_headline_cost_plain(words, messages);
  const share = shownShare(cost / money, messages);
  return params.window_days === null
    ? m.membership_headline_cost_all({ ...words, share }, messages)
    : m.membership_headline_cost_window(
        { ...words, share, days: messages.integer(params.window_days) },
        messages,
      );
}

/** `n = 4,364 customers, orders from … to …; since …: 120 up, 80 down, 300 new`, and where the first date has too few days. */
function basisOf(result: TierResult, params: TierParams, telling: Telling, all: string): string {
  const { messages, context, facts } = telling;
  const to = messages.date(context.as_of);
  const from = windowStart(params, context.as_of);
  const start = movesFrom(params, context.as_of);
  const count = (move: string) => messages.integer(movedOf(result, move));
  const words = { date: messages.date(start), up: count("up"), down: count("down"), fresh: count("new") };
  const scope =
    from === null
      ? m.membership_basis_all({ all, to }, messages)
      : m.membership_basis_window({ all, from: messages.date(from), to }, messages);
  const begin = [context.observed_from ?? facts.first_ordered_on, context.counted_from ?? null]
    .filter((day) => day !== null)
    .sort()
    .at(-1);
  const needed = windowStart(params, start);
  const short =
    begin !== undefined && needed !== null && needed < begin
      ? m.membership_basis_short({ begin: messages.date(begin), date: words.date }, messages)
      : "";
  return scope + m.membership_basis_moves(words, messages) + short;
}
