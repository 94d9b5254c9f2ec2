/** What customer-profile says in a sentence. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import { differencesOf } from "./differences.ts";
import { orderedDimensions } from "./dimensions.ts";
import type { ProfileParams } from "./params.ts";
import type { ProfileResult, ProfileRow } from "./result.ts";
import { customers, dimensionName, shownShare, valueName } from "./words.ts";

/** The value that most customers have, in a dimension that has several and no order of its own where there is one. */
function mostFrequent(rows: readonly ProfileRow[]): ProfileRow | null {
  const several = rows.filter((row) => row.value !== null && row.customers > 0 && (row.share ?? 0) < 1);
  const named = several.filter(({ dimension }) => !orderedDimensions.has(dimension));
  const rest = several.filter(({ dimension }) => dimension !== "price_band");
  const from = named.length > 0 ? named : rest.length > 0 ? rest : several;
  return from.reduce<ProfileRow | null>(
    (best, row) => (best === null || row.customers > best.customers ? row : best),
    null,
  );
}

/** The sentence of the largest difference, or of the most frequent value where everyone is profiled; and n and interval. `whoName` says whom the parameters ask for. */
export function headline(
  { rows }: ProfileResult,
  params: ProfileParams,
  telling: Telling,
  whoName: string,
): Headline {
  const { messages, context } = telling;
  const date = messages.date(context.as_of);
  const [any] = rows;
  if (!any) return { sentence: m.profile_headline_empty({ date }, messages), basis: "n = 0" };
  const words = { n: messages.integer(any.n), all: messages.integer(any.n_all), date };
  const list = params.list?.list ?? null;
  const basis = [
    ...(list === null ? [] : [m.profile_basis_list({ list }, messages)]),
    m.profile_basis(words, messages),
  ].join(m.profile_join({}, messages));
  if (any.n === 0) return { sentence: noneOf(params, date, whoName, messages), basis };
  const who = customers(any.n, messages);
  const isEveryone = any.n === any.n_all;
  const { compared, beyond } = differencesOf(rows, params);
  const row = isEveryone ? mostFrequent(rows) : (beyond[0] ?? null);
  const interval = row && [
    m.profile_basis_interval(
      { low: messages.percent(row.low ?? 0, 1), high: messages.percent(row.high ?? 0, 1) },
      messages,
    ),
  ];
  const tests = isEveryone
    ? []
    : [m.profile_basis_tests({ n: compared, shown: messages.integer(compared) }, messages)];
  return {
    sentence: sentenceOf(row, who, isEveryone, list, telling),
    basis: [basis, ...(interval ?? []), ...tests].join(m.profile_join({}, messages)),
  };
}

/** Says that nobody is profiled: nobody of the list, or none whom the choice asks for. */
function noneOf({ who, list }: ProfileParams, date: string, whoName: string, messages: Messages): string {
  if (list === null) return m.profile_headline_none({ date, who: whoName }, messages);
  return who === "all"
    ? m.profile_headline_none_list({ date, list: list.list }, messages)
    : m.profile_headline_none_of_list({ date, list: list.list, who: whoName }, messages);
}

function sentenceOf(
  row: ProfileRow | null,
  who: string,
  isEveryone: boolean,
  list: string | null,
  telling: Telling,
): string {
  const { messages } = telling;
  if (row === null) {
    if (isEveryone) return m.profile_headline_unknown({ customers: who }, messages);
    return list === null
      ? m.profile_headline_same({ customers: who }, messages)
      : m.profile_headline_same_list({ customers: who, list }, messages);
  }
  const words = {
    share: shownShare(row.share ?? 0, messages),
    all: shownShare(row.share_all, messages),
    customers: who,
    value: valueName(row, telling),
    dimension: dimensionName(row.dimension, messages),
  };
  if (isEveryone) return m.profile_headline_everyone(words, messages);
  return list === null
    ? m.profile_headline_more(words, messages)
    : m.profile_headline_more_list({ ...words, list }, messages);
}
