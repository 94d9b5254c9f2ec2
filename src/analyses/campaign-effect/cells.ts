/** The rows of campaign-effect's fit as fields of customers that a bootstrap draws from. */
import type { FitColumns } from "../fit.ts";
import { Pool } from "../../stats/bootstrap.ts";

/** What of each customer who ordered is drawn: the columns of {@link Side.pool}. */
export const drawn = ["repeated", "orders", "priced", "net_amount"] as const;

/** The customers of one group in one field. */
export interface Side {
  readonly customers: number;
  readonly ordered: number;
  readonly knownBefore: number;
  readonly returned: number;
  readonly repeated: number;
  /** Those who ordered. */
  readonly pool: Pool;
}

/** One field of both groups. */
export interface Field {
  readonly treated: Side;
  readonly control: Side;
}

/** The rows in an order of their own, whatever order they came in. */
function sorted(columns: FitColumns): readonly number[] {
  const names = ["k", "treated", "stratum", "orders", "priced", "net_amount", "known_before"] as const;
  const keys = names.map((name) => columns[name]!);
  return Array.from(keys[0]!.keys()).sort((a, b) => {
    for (const key of keys) if (key[a] !== key[b]) return key[a]! - key[b]!;
    return 0;
  });
}

function sideOf(rows: readonly number[], columns: FitColumns): Side {
  const [orders, priced, net] = [columns["orders"]!, columns["priced"]!, columns["net_amount"]!];
  const [customers, known] = [columns["customers"]!, columns["known_before"]!];
  const count = (holds: (row: number) => boolean) =>
    rows.reduce((sum, row) => sum + (holds(row) ? customers[row]! : 0), 0);
  const ordered = count((row) => orders[row]! > 0);
  const values = drawn.map(() => new Float64Array(ordered));
  let at = 0;
  for (const row of rows.filter((each) => orders[each]! > 0))
    for (let copy = 0; copy < customers[row]!; copy++, at++)
      for (const [i, value] of [orders[row]! > 1 ? 1 : 0, orders[row]!, priced[row]!, net[row]!].entries())
        values[i]![at] = value;
  return {
    customers: count(() => true),
    ordered,
    knownBefore: count((row) => known[row] === 1),
    returned: count((row) => known[row] === 1 && orders[row]! > 0),
    repeated: count((row) => orders[row]! > 1),
    pool: new Pool(values),
  };
}

/** The fields by k, each k's in the order of their numbers; k = −1 holds the groups as they were assigned. */
export function fieldsOf(columns: FitColumns): ReadonlyMap<number, readonly Field[]> {
  const rows = new Map<number, Map<number, { treated: number[]; control: number[] }>>();
  for (const row of sorted(columns)) {
    const [k, stratum] = [columns["k"]![row]!, columns["stratum"]![row]!];
    const strata = rows.get(k) ?? new Map<number, { treated: number[]; control: number[] }>();
    rows.set(k, strata);
    const field = strata.get(stratum) ?? { treated: [], control: [] };
    strata.set(stratum, field);
    field[columns["treated"]![row] === 1 ? "treated" : "control"].push(row);
  }
  return new Map(
    [...rows].map(([k, strata]) => [
      k,
      [...strata]
        .sort(([a], [b]) => a - b)
        .map(([, { treated, control }]) => ({
          treated: sideOf(treated, columns),
          control: sideOf(control, columns),
        })),
    ]),
  );
}
