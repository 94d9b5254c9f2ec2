/** The one ledger: twelve orders of a shop in Shanghai, and what every platform's export of them must come to. */

/** One product of an order. */
export interface LedgerLine {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  /** In yuan. */
  readonly price: number;
}

/** One order; amounts in yuan. */
export interface LedgerOrder {
  readonly number: number;
  /** `YYYY-MM-DD HH:MM:SS` on the clock of Shanghai. */
  readonly at: string;
  /** Null for a guest. Order 11 is written in capitals by platforms with e-mail addresses. */
  readonly buyer: string | null;
  readonly lines: readonly LedgerLine[];
  readonly shipping: number;
  readonly isPaid: boolean;
  readonly refund: number;
}

const mug = { sku: "SKU-A", name: "Mug, blue", price: 12.5 };
const tee = { sku: "SKU-B", name: 'Tee "XL"', price: 20 };
const lamp = { sku: "SKU-C", name: "Lamp", price: 100 };

const order = (
  number: number,
  at: string,
  buyer: string | null,
  lines: readonly (readonly [typeof mug, number])[],
  shipping: number,
  { refund = 0, isPaid = true } = {},
): LedgerOrder => ({
  number,
  at,
  buyer,
  lines: lines.map(([product, quantity]) => ({ ...product, quantity })),
  shipping,
  isPaid,
  refund,
});

/** The ledger, by time. Order 6 was cancelled before it was paid, 3 was refunded whole, 5 in part. */
export const ledger: readonly LedgerOrder[] = [
  order(
    1,
    "2025-01-05 10:15:00",
    "ann",
    [
      [mug, 2],
      [tee, 1],
    ],
    5,
  ),
  order(2, "2025-01-20 23:50:00", "bob", [[lamp, 1]], 0),
  order(3, "2025-01-31 00:10:00", "cat", [[mug, 1]], 5, { refund: 17.5 }),
  order(4, "2025-02-03 09:00:00", "ann", [[tee, 1]], 5),
  order(5, "2025-02-14 12:00:00", "dan", [[lamp, 2]], 0, { refund: 50 }),
  order(6, "2025-02-28 18:30:00", "eve", [[mug, 3]], 5, { isPaid: false }),
  order(
    7,
    "2025-03-01 00:05:00",
    "bob",
    [
      [mug, 1],
      [lamp, 1],
    ],
    0,
  ),
  order(8, "2025-03-15 14:00:00", "ann", [[lamp, 1]], 0),
  order(9, "2025-03-20 08:00:00", "fay", [[tee, 2]], 5),
  order(10, "2025-04-02 16:45:00", "dan", [[mug, 4]], 5),
  order(11, "2025-04-10 11:11:11", "ann", [[tee, 1]], 5),
  order(12, "2025-04-11 10:00:00", null, [[mug, 1]], 5),
];

/** The goods of an order. */
export const goodsOf = ({ lines }: LedgerOrder): number =>
  lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);

/** What the buyer paid for an order, shipping in. */
export const totalOf = (one: LedgerOrder): number => goodsOf(one) + one.shipping;

/** An amount as most exports write it: `12.50`. */
export const money = (amount: number): string => amount.toFixed(2);

/** An order's moment in parts. */
export function partsOf({ at }: LedgerOrder) {
  const [day, clock] = at.split(" ") as [string, string];
  const [year, month, date] = day.split("-") as [string, string, string];
  const utc = new Date(`${day}T${clock}+08:00`).toISOString();
  return { day, clock, year, month, date, utc: utc.slice(0, 19).replace("T", " ") };
}

/** The moment in the twelve-hour clock: `10:15:00 AM`. */
export function halfDayClock(one: LedgerOrder): string {
  const [hour, rest] = [Number(partsOf(one).clock.slice(0, 2)), partsOf(one).clock.slice(2)];
  return `${String(hour % 12 || 12).padStart(2, "0")}${rest} ${hour < 12 ? "AM" : "PM"}`;
}

/** Which of the ledger's facts an export carries; what it leaves out changes what can be known. */
export interface Carried {
  readonly customers: boolean;
  /** "all" refunds, "whole" ones only, or "none". */
  readonly refunds: "all" | "whole" | "none";
}

/** What the kept orders come to, in the shape that a test reads from the tables. */
export interface LedgerFigures {
  readonly orders: number;
  /** Yuan, two decimals. */
  readonly net: string;
  readonly guests: number;
  /** Net amount by customer, sorted by name; empty where the export has no customers. */
  readonly customers: readonly (readonly [customer: string, net: string])[];
  /** By month of the first order: customers who ordered k months later. */
  readonly cohorts: Readonly<Record<string, readonly number[]>>;
}

/** What an export must come to under the default rules, computed from the ledger alone. */
export function figuresOf({ customers, refunds }: Carried): LedgerFigures {
  const kept = ledger.filter(({ isPaid }) => isPaid);
  const back = (one: LedgerOrder) =>
    refunds === "all" || (refunds === "whole" && one.refund === totalOf(one)) ? one.refund : 0;
  const net = (orders: readonly LedgerOrder[]) =>
    money(orders.reduce((sum, one) => sum + totalOf(one) - back(one), 0));
  const names = customers ? [...new Set(kept.flatMap(({ buyer }) => buyer ?? []))].sort() : [];
  const month = ({ at }: LedgerOrder) => at.slice(0, 7);
  const monthsOf = (name: string) => kept.filter(({ buyer }) => buyer === name).map(month);
  const months = [...new Set(kept.map(month))].sort();
  const cohorts: Record<string, number[]> = {};
  for (const name of names) {
    const [first] = monthsOf(name).sort();
    cohorts[first!] ??= months.filter((each) => each >= first!).map(() => 0);
    for (const each of new Set(monthsOf(name)))
      cohorts[first!]![months.indexOf(each) - months.indexOf(first!)]!++;
  }
  return {
    orders: kept.length,
    net: net(kept),
    guests: customers ? kept.filter(({ buyer }) => buyer === null).length : kept.length,
    customers: names.map((name) => [name, net(kept.filter(({ buyer }) => buyer === name))]),
    cohorts: Object.fromEntries(Object.entries(cohorts).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
