/** What RFM migration says in a sentence. */
import { wilsonInterval } from "../../stats/wilson.ts";
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import { shownMoney, shownShare } from "../rfm/words.ts";
import { firstDate, type MigrationParams } from "./params.ts";
import { fresh, outside, type MigrationResult, type Move } from "./result.ts";
import { customers, placeName } from "./words.ts";

/** Whether the row is of customers who had a segment on the first date. */
export const isOld = ({ from_segment }: Move): boolean => from_segment !== fresh && from_segment !== outside;

const sum = (rows: readonly Move[], of: (row: Move) => number) =>
  rows.reduce((total, row) => total + of(row), 0);

/** The sentence of how many kept their segment and where most of the others went, and the line of n and interval. */
export function headline(
  { rows }: Pick<MigrationResult, "rows">,
  params: MigrationParams,
  telling: Telling,
): Headline {
  const { messages, context } = telling;
  const date = messages.date(firstDate(params, context.as_of));
  const old = rows.filter(isOld);
  const n = sum(old, (row) => row.customers);
  const added = sum(
    rows.filter(({ from_segment }) => from_segment === fresh),
    (row) => row.customers,
  );
  if (n === 0)
    return {
      sentence: m.migration_headline_none({ date }, messages),
      basis: m.migration_basis_none(
        { added: m.migration_added({ n: added, shown: messages.integer(added) }, messages) },
        messages,
      ),
    };
  const stayed = sum(
    old.filter(({ from_segment, to_segment }) => from_segment === to_segment),
    (row) => row.customers,
  );
  const largest = old
    .filter(({ from_segment, to_segment, customers: k }) => from_segment !== to_segment && k > 0)
    .reduce<Move | null>((most, row) => (most === null || row.customers > most.customers ? row : most), null);
  const kept = m.migration_headline_kept(
    {
      n,
      date,
      all: customers(n, messages),
      share: shownShare(stayed / n, messages),
    },
    messages,
  );
  const move =
    largest === null
      ? m.migration_headline_nobody({}, messages)
      : m.migration_headline_move(
          {
            n: largest.customers,
            shown: messages.integer(largest.customers),
            from: placeName(largest.from_segment, params, messages),
            to: placeName(largest.to_segment, params, messages),
          },
          messages,
        );
  const { low, high } = wilsonInterval(stayed, n)!;
  const basis = m.migration_basis(
    {
      n: messages.integer(n),
      low: messages.percent(low, 1),
      high: messages.percent(high, 1),
      added: m.migration_added({ n: added, shown: messages.integer(added) }, messages),
      money: shownMoney(
        sum(rows, (row) => row.net_amount_change),
        telling,
      ),
    },
    messages,
  );
  return { sentence: kept + move, basis };
}
