/** What speaks for a column's meaning, from what the whole file holds; its header only where nothing better is known. */
import { m, type Messages } from "../messages/messages.ts";
import type { ColumnFigures, FileFigures } from "../orders/figures.ts";
import type { CanonicalColumn, FilePlan } from "../orders/plan.ts";
import type { FileReport } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";
import { ledgerAmount, toTenThousandths } from "./exact-amount.ts";
import type { MappingRow } from "./import-columns.ts";
import { evidenceTexts, inClauses, withoutBidi } from "./screen-text.ts";

/** What evidence is made from. */
export interface EvidenceContext {
  readonly file: FilePlan;
  /** Null while it is counted. */
  readonly figures: FileFigures | null;
  readonly report: FileReport | null;
  readonly rules: CountingRules;
  readonly messages: Messages;
}

/** `+0100`, as exports write it. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

/** The offsets that a column's stamps carry, in words; empty where it carries none. */
export function offsetsText(file: FilePlan, column: number, messages: Messages): string {
  const all = file.offsets?.[column] ?? [];
  const named = all.filter((minutes) => minutes !== null).map(offsetText);
  if (named.length === 0) return "";
  const offsets = new Intl.ListFormat(messages.locale === "en" ? "en-GB" : messages.locale, {
    type: "disjunction",
  }).format(named);
  return all.includes(null)
    ? m.import_ev_offsets_some({ offsets }, messages)
    : m.import_ev_offsets({ offsets }, messages);
}

const keys: readonly CanonicalColumn[] = ["customer_id", "email", "phone"];

function ofCustomer(means: CanonicalColumn, seen: ColumnFigures, context: EvidenceContext): string[] {
  const { file, report, rules, messages } = context;
  if (!file.structure.hasCustomerKey) return [m.import_ev_masked({}, messages)];
  const shown = messages.integer(seen.distinct);
  const people = m.import_ev_people({ n: seen.distinct, shown }, messages);
  const first = rules.identity.find((key) => file.mapping[key] !== undefined);
  const guests = report?.guests ?? 0;
  return means === first && guests > 0
    ? [people, m.import_ev_guests({ n: guests, shown: messages.integer(guests) }, messages)]
    : [people];
}

function ofStatus(seen: ColumnFigures, { file, messages }: EvidenceContext): string[] {
  const unknown = seen.values.filter(({ text }) => !Object.hasOwn(file.statuses, text.toLowerCase()));
  const inputs = { n: seen.distinct, shown: messages.integer(seen.distinct) };
  if (seen.values.length === 0) return [m.import_ev_values(inputs, messages)];
  return unknown.length === 0
    ? [m.import_ev_status_known(inputs, messages)]
    : [m.import_ev_status_unknown({ values: unknown.map(({ text }) => text).join(", ") }, messages)];
}

function ofAmount({ file, messages }: EvidenceContext): string[] {
  const { amount, orderFields, record } = file.structure;
  if (amount === "sum_of_records")
    return [
      record === "line" ? m.import_ev_amount_sum({}, messages) : m.import_ev_amount_record({}, messages),
    ];
  if (amount !== "once_per_order") return [];
  if (orderFields === "first_record") return [m.import_ev_amount_first({}, messages)];
  return [
    record === "line" ? m.import_ev_amount_repeated({}, messages) : m.import_ev_amount_order({}, messages),
  ];
}

function ofRefund(orders: number, { file, rules, messages }: EvidenceContext): string[] {
  const count = m.import_ev_orders({ n: orders, shown: messages.integer(orders) }, messages);
  if (orders === 0) return [count];
  if (file.structure.amountIsNetOfRefunds) return [count, m.import_ev_refund_net({}, messages)];
  const policies = {
    reduce_original: m.import_ev_refund_reduce_original,
    at_refund_date: m.import_ev_refund_at_refund_date,
    ignore: m.import_ev_refund_ignore,
    drop_refunded_orders: m.import_ev_refund_drop_refunded_orders,
  };
  return [count, policies[rules.refunds]({}, messages)];
}

function ofText(seen: ColumnFigures, messages: Messages): string {
  const { values } = seen;
  const isShort = values.length > 0 && values.length <= 4 && values.every(({ text }) => text.length <= 24);
  return isShort
    ? values.map(({ text }) => text).join(", ")
    : m.import_ev_values({ n: seen.distinct, shown: messages.integer(seen.distinct) }, messages);
}

function ofRange({ least, most }: ColumnFigures, kind: MappingRow["kind"], messages: Messages): string[] {
  if (least === null || most === null) return [];
  const figure = (text: string) =>
    kind === "money" ? ledgerAmount(toTenThousandths(text), messages) : messages.number(Number(text), 2);
  const [from, to] = [figure(least), figure(most)];
  return [
    from === to
      ? m.import_ev_always({ value: from }, messages)
      : m.import_ev_range({ least: from, most: to }, messages),
  ];
}

/** "On 8% of orders", or how many where that is under one in a hundred. */
function ofShare(with_: number, orders: number, messages: Messages): string {
  const share = orders === 0 ? 0 : with_ / orders;
  if (with_ > 0 && share < 0.01)
    return m.import_ev_orders({ n: with_, shown: messages.integer(with_) }, messages);
  return m.import_ev_share({ share: messages.percent(share) }, messages);
}

function found(means: CanonicalColumn, { column, kind }: MappingRow, context: EvidenceContext): string[] {
  const { file, messages } = context;
  const figures = context.figures!;
  const seen = figures.columns[means];
  if (seen === undefined) return [];
  if (seen.filled === 0) return [m.import_ev_empty({}, messages)];
  const withValue = figures.ordersWith[means] ?? 0;
  const shown = { n: seen.distinct, shown: messages.integer(seen.distinct) };
  if (keys.includes(means)) return ofCustomer(means, seen, context);
  switch (means) {
    case "order_id":
      if (seen.distinct === seen.filled) return [m.import_ev_all_different(shown, messages)];
      return [
        file.structure.record === "line"
          ? m.import_ev_order_lines(shown, messages)
          : m.import_ev_different(shown, messages),
      ];
    case "ordered_at": {
      const offsets = offsetsText(file, column, messages);
      const span = m.import_ev_span(
        { first: messages.date(seen.least!), last: messages.date(seen.most!) },
        messages,
      );
      return offsets === "" ? [span] : [span, offsets];
    }
    case "paid_at": {
      const missing = figures.paidWithoutTime;
      return [
        missing === 0
          ? m.import_ev_paid_all({}, messages)
          : m.import_ev_paid_missing({ n: missing, shown: messages.integer(missing) }, messages),
      ];
    }
    case "status":
      return ofStatus(seen, context);
    case "net_amount":
      return ofAmount(context);
    case "refund_amount":
      return ofRefund(withValue, context);
    case "coupon":
      return [
        m.import_ev_coupon(
          { share: messages.percent(figures.orders === 0 ? 0 : withValue / figures.orders, 0) },
          messages,
        ),
      ];
    case "product_id":
    case "product_name":
      return [m.import_ev_different(shown, messages)];
    case "quantity":
    case "unit_price":
    case "line_amount":
    case "line_cost":
    case "cost_amount":
      return ofRange(seen, kind, messages);
  }
  if (kind === "time" || kind === "day") return ofTime(means, seen, figures, messages);
  if (withValue > 0 && means.endsWith("_amount")) return [ofShare(withValue, figures.orders, messages)];
  return seen.least === null ? [ofText(seen, messages)] : ofRange(seen, kind, messages);
}

function ofTime(
  means: CanonicalColumn,
  { filled, least, most }: ColumnFigures,
  figures: FileFigures,
  messages: Messages,
): string[] {
  const withValue = figures.ordersWith[means];
  if (withValue !== undefined) return [ofShare(withValue, figures.orders, messages)];
  if (means !== "birthday" || least === null || most === null)
    return [m.import_ev_records({ n: filled, shown: messages.integer(filled) }, messages)];
  return [m.import_ev_span({ first: messages.date(least), last: messages.date(most) }, messages)];
}

/** The evidence of a row of the mapping table as one text; empty for a column without a meaning. */
export function columnEvidence(row: MappingRow, context: EvidenceContext): string {
  const { figures, messages } = context;
  if (row.means === null) return "";
  const isChosen = row.evidence.some(({ key }) => key === "evidence_mapping_chosen");
  const stated = evidenceTexts(row.evidence, messages);
  if (figures === null) return isChosen ? inClauses(stated, messages) : m.import_ev_counting({}, messages);
  const clauses = found(row.means, row, context);
  return withoutBidi(
    inClauses(isChosen || clauses.length === 0 ? [...stated, ...clauses] : clauses, messages),
  );
}
