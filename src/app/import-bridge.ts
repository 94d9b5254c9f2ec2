/** The bridge from the total that a platform shows to the notebook's figure. */
import type { ImportReport, OrderSums } from "../orders/receipt.ts";
import { defaultRules, type CountingRules } from "../orders/rules.ts";
import { toTenThousandths } from "./exact-amount.ts";
import type { Account, AccountLine } from "./import-accounts.ts";

/** What is added up another way here than on the platform; `amount` in ten-thousandths, added to come to the figure. */
export interface BridgeLine {
  readonly kind: AccountLine["kind"] | "sum";
  /** As in the ledger, or `refunds`, `shipping`, `tax`, `discounts`. */
  readonly name: string;
  readonly amount: bigint;
}

/** The bridge: total + lines + rest = figure; amounts in ten-thousandths. */
export interface Bridge {
  readonly total: bigint;
  /** Lines that make the whole difference; empty where none do. */
  readonly lines: readonly BridgeLine[];
  /** What no line explains. */
  readonly rest: bigint;
  /** What the kept orders of the file come to in the notebook. */
  readonly figure: bigint;
}

/** Above this many lines the subsets are not searched (2 to the 12th is 4,096). */
const mostLines = 12;

/** The rules that decide what the figure holds. */
type FigureRules = Pick<CountingRules, "amount" | "refunds">;

/**
 * Everything that a platform may count another way, with the amount that leads from its total to the figure: what the
 * ledger left out, refunds, and the shipping, tax and discounts of the kept orders. Shipping and tax are in the figure of
 * orders as paid, and off that of goods. Refunds are what the figure lacks of the amounts as exported; where it lacks
 * nothing, a policy that does not lower orders leaves them in, and an export that is net of them had them off already.
 * Lines of nothing are not here.
 */
export function bridgeLines(
  account: Account,
  sums: OrderSums | undefined,
  rules: FigureRules = defaultRules,
): readonly BridgeLine[] {
  const money = (text: string | null | undefined) =>
    text === null || text === undefined ? 0n : toTenThousandths(text);
  const side = rules.amount === "goods" ? -1n : 1n;
  const [shipping, tax] = [side * money(sums?.shipping_amount), side * money(sums?.tax_amount)];
  const apart = rules.amount === "goods" ? shipping + tax : 0n;
  const lacks = figureOf(account, sums) - account.kept.amount - apart;
  const staysIn = rules.refunds === "at_refund_date" || rules.refunds === "ignore";
  const known = money(sums?.refund_amount);
  const refunds = lacks !== 0n ? lacks : staysIn ? known : -known;
  const own: readonly BridgeLine[] = [
    { kind: "sum", name: "refunds", amount: refunds },
    { kind: "sum", name: "shipping", amount: shipping },
    { kind: "sum", name: "tax", amount: tax },
    { kind: "sum", name: "discounts", amount: -money(sums?.discount_amount) },
  ];
  const less = account.less.map(({ kind, name, amount }): BridgeLine => ({ kind, name, amount: -amount }));
  return [...own, ...less].filter(({ amount }) => amount !== 0n).slice(0, mostLines);
}

/** What the kept orders of a file come to in the notebook, in ten-thousandths. */
export function figureOf(account: Account, sums: OrderSums | undefined): bigint {
  return sums === undefined || sums.net_amount === null
    ? account.kept.amount
    : toTenThousandths(sums.net_amount);
}

/**
 * The bridge from `total` to the figure of an account. The smallest set of lines whose amounts are exactly the
 * difference is taken (the earliest lines where several are equally small); where none is, no line is, and `rest` is
 * the whole difference: nothing is claimed that does not add up.
 */
export function buildBridge(
  total: bigint,
  account: Account,
  sums?: OrderSums,
  rules: FigureRules = defaultRules,
): Bridge {
  const figure = figureOf(account, sums);
  const candidates = bridgeLines(account, sums, rules);
  const difference = figure - total;
  if (difference === 0n) return { total, lines: [], rest: 0n, figure };
  let best: readonly BridgeLine[] | null = null;
  for (let subset = 1; subset < 1 << candidates.length; subset += 1) {
    const lines = candidates.filter((_, index) => (subset >> index) & 1);
    const sum = lines.reduce((left, { amount }) => left + amount, 0n);
    if (sum === difference && (best === null || lines.length < best.length)) best = lines;
  }
  return best === null
    ? { total, lines: [], rest: difference, figure }
    : { total, lines: best, rest: 0n, figure };
}

/** The refunds of the kept orders of all files in ten-thousandths; null where currencies differ or none is known. */
export function refundTotal({ files }: ImportReport): bigint | null {
  const loaded = files.filter(({ sums }) => sums !== undefined);
  if (new Set(loaded.map(({ currency }) => currency)).size !== 1) return null;
  const amounts = loaded.flatMap(({ sums }) => sums?.refund_amount ?? []);
  return amounts.length === 0 ? null : amounts.reduce((sum, text) => sum + toTenThousandths(text), 0n);
}
