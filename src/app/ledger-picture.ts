/** The account of a file as a balance that is drawn: bars from what was read down to what is in the figures. */
import type { FileReport } from "../orders/receipt.ts";
import type { Account, AccountLine } from "./import-accounts.ts";
import { figureOf } from "./import-bridge.ts";

/** What the bars measure. */
export type LedgerMeasure = "records" | "orders" | "money";

/** One bar, as shares of the picture's width from its left, 0…1. */
export interface LedgerBar {
  readonly kind: "read" | "less" | "more" | "kept" | "figure" | "unexplained";
  readonly from: number;
  readonly to: number;
}

/** The bars of an account, one for each of its lines, in their order. */
export interface LedgerPicture {
  readonly read: LedgerBar;
  readonly less: readonly LedgerBar[];
  readonly kept: LedgerBar;
  readonly unexplained: LedgerBar;
  /** From what is loaded to the figure and the figure itself; null where both are the same, or money is not drawn. */
  readonly refunds: LedgerBar | null;
  readonly figure: LedgerBar | null;
}

/**
 * The picture of an account in records, orders or money: every bar of what is left out begins where the one before it
 * ended, so that the last ends where what is loaded begins to count. All bars share one scale that holds zero.
 * Null where orders are to be drawn and are not known.
 */
export function ledgerPicture(
  account: Account,
  file: Pick<FileReport, "sums" | "orders_by_line"> | undefined,
  measure: LedgerMeasure,
): LedgerPicture | null {
  const { sums, orders_by_line: orders } = file ?? {};
  if (measure === "orders" && orders === undefined) return null;
  const value = (line: { readonly records: number; readonly amount: bigint }, name: string): number => {
    if (measure === "money") return Number(line.amount);
    if (measure === "records") return line.records;
    return name === "read" ? Object.values(orders!).reduce((sum, n) => sum + n, 0) : (orders![name] ?? 0);
  };
  const nameOf = ({ kind, name }: AccountLine) => `${kind}:${name}`;
  const steps = account.less.map((line) => value(line, nameOf(line)));
  const [read, kept] = [value(account.read, "read"), value(account.kept, "kept")];
  const ends = [read];
  for (const step of steps) ends.push(ends.at(-1)! - step);
  const last = ends.at(-1)!;
  const figure = measure === "money" ? Number(figureOf(account, sums)) : kept;
  const all = [0, ...ends, kept, figure];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const place = (at: number) => (most === least ? 0 : (at - least) / (most - least));
  const bar = (kind: LedgerBar["kind"], a: number, b: number): LedgerBar => ({
    kind,
    from: place(Math.min(a, b)),
    to: place(Math.max(a, b)),
  });
  const isSame = figure === kept;
  return {
    read: bar("read", 0, read),
    less: steps.map((step, index) => bar(step < 0 ? "more" : "less", ends[index]!, ends[index + 1]!)),
    kept: bar("kept", 0, kept),
    unexplained: bar("unexplained", last, kept),
    refunds: isSame ? null : bar(figure > kept ? "more" : "less", kept, figure),
    figure: isSame ? null : bar("figure", 0, figure),
  };
}
