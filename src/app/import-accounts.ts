/** The receipt of an import as accounts: per file what was read, what was left out and why, what is loaded. */
import type { FilePlan } from "../orders/plan.ts";
import type { ImportReport } from "../orders/receipt.ts";
import { toTenThousandths } from "./exact-amount.ts";

/** One line of an account; `amount` in ten-thousandths of a major unit. */
export interface AccountLine {
  /** The ledger's own name of the line: `unpaid` for `excluded:unpaid`, the reason for `rejected:` and `skipped:`. */
  readonly name: string;
  readonly kind: "excluded" | "rejected" | "skipped";
  readonly records: number;
  readonly amount: bigint;
}

/** The account of one file: read − less − kept = unexplained, in records and in money. */
export interface Account {
  readonly file: string;
  readonly currency: string | null;
  readonly read: { readonly records: number; readonly amount: bigint };
  /** What was left out, in the ledger's order; lines without a record are not here. */
  readonly less: readonly AccountLine[];
  readonly kept: { readonly records: number; readonly amount: bigint };
  readonly unexplained: { readonly records: number; readonly amount: bigint };
  /** Records by the byte scanner, which shares no code with the loader; null where there is no plan. */
  readonly countedAgain: number | null;
}

const kinds = ["excluded", "rejected", "skipped"] as const;

/** The accounts of the files that were loaded, in the receipt's order. Files without a ledger have none. */
export function readAccounts(report: ImportReport, plans: readonly FilePlan[]): readonly Account[] {
  return report.files.flatMap((file): Account[] => {
    const lines = report.ledger.filter((line) => line.file === file.name);
    if (lines.length === 0) return [];
    const sum = (name: string) =>
      lines
        .filter(({ line }) => line === name)
        .reduce(
          (total, { records, amount }) => ({
            records: total.records + records,
            amount: total.amount + toTenThousandths(amount),
          }),
          { records: 0, amount: 0n },
        );
    const read = sum("read");
    const kept = sum("kept");
    const less = lines.flatMap(({ line, records, amount }): AccountLine[] => {
      const [head, name] = line.split(":", 2);
      const kind = kinds.find((each) => each === head);
      if (kind === undefined || name === undefined || records === 0) return [];
      return [{ name, kind, records, amount: toTenThousandths(amount) }];
    });
    const left = less.reduce(
      (total, line) => ({ records: total.records + line.records, amount: total.amount + line.amount }),
      { records: 0, amount: 0n },
    );
    return [
      {
        file: file.name,
        currency: file.currency ?? null,
        read,
        less,
        kept,
        unexplained: {
          records: read.records - left.records - kept.records,
          amount: read.amount - left.amount - kept.amount,
        },
        countedAgain: countedIn(plans.find(({ name }) => name === file.name)),
      },
    ];
  });
}

/** Records that the scanner counted: those of the data, and those above the table, which the account reads too. */
function countedIn(file: FilePlan | undefined): number | null {
  if (!file) return null;
  return file.counted + file.skipped.filter(({ why }) => why === "preamble").length;
}

/** True when nothing of the account is unexplained and both counts agree. */
export function balances(account: Account): boolean {
  return (
    account.unexplained.records === 0 &&
    account.unexplained.amount === 0n &&
    (account.countedAgain === null || account.countedAgain === account.read.records)
  );
}

/** What a counting rule leaves out over all files; `amount` in ten-thousandths, null where the files' currencies differ. */
export function ruleEffect(
  accounts: readonly Account[],
  rule: string,
): { readonly records: number; readonly amount: bigint | null } {
  const lines = accounts.flatMap(({ less }) =>
    less.filter(({ kind, name }) => kind === "excluded" && name === rule),
  );
  const currencies = new Set(accounts.map(({ currency }) => currency));
  return {
    records: lines.reduce((total, line) => total + line.records, 0),
    amount: currencies.size > 1 ? null : lines.reduce((total, line) => total + line.amount, 0n),
  };
}

/** Records of a joined file that belong to an order, whatever becomes of it, and those that belong to none. */
export function joinedRecords({ read, less }: Account): { readonly joined: number; readonly alone: number } {
  const records = (test: (line: AccountLine) => boolean) =>
    less.filter(test).reduce((sum, line) => sum + line.records, 0);
  const alone = records(({ kind, name }) => kind === "excluded" && name === "no_order");
  return { joined: read.records - alone - records(({ kind }) => kind !== "excluded"), alone };
}
