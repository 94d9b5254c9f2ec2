/** The bridge from the total that a platform shows to the amount that is loaded here. */
import type { Account, AccountLine } from "./import-accounts.ts";

/** The bridge: total − lines − rest = loaded; amounts in ten-thousandths. */
export interface Bridge {
  readonly total: bigint;
  /** Lines of the ledger that the platform counts and this import leaves out. */
  readonly lines: readonly AccountLine[];
  /** What no line of the ledger explains. */
  readonly rest: bigint;
  readonly loaded: bigint;
}

/** Above this many lines the subsets are not searched (2 to the 12th is 4,096). */
const mostLines = 12;

/**
 * The bridge from `total` to the amount kept of an account. The smallest set of ledger lines whose amounts are exactly the
 * difference is taken (the earliest lines where several are equally small); where none is, no line is, and `rest` is
 * the whole difference: nothing is claimed that does not add up.
 */
export function buildBridge(total: bigint, account: Account): Bridge {
  const loaded = account.kept.amount;
  const candidates = account.less.filter(({ amount }) => amount !== 0n).slice(0, mostLines);
  const difference = total - loaded;
  if (difference === 0n) return { total, lines: [], rest: 0n, loaded };
  let best: readonly AccountLine[] | null = null;
  for (let subset = 1; subset < 1 << candidates.length; subset += 1) {
    const lines = candidates.filter((_, index) => (subset >> index) & 1);
    const sum = lines.reduce((left, { amount }) => left + amount, 0n);
    if (sum === difference && (best === null || lines.length < best.length)) best = lines;
  }
  return best === null
    ? { total, lines: [], rest: difference, loaded }
    : { total, lines: best, rest: 0n, loaded };
}
