/** The results of cross-sell: the columns of its rows and of its parts. */
import type { Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import bought from "./bought.sql?raw";
import choices from "./choices.sql?raw";
import nextSql from "./next.sql?raw";
import offersSql from "./offers.sql?raw";
import pairsSql from "./pairs.sql?raw";
import purchases from "./purchases.sql?raw";
import query from "./query.sql?raw";
import startsSql from "./starts.sql?raw";
import totalsSql from "./totals.sql?raw";

const joined = (...ctes: readonly string[]): string => ctes.map((text) => text.trimEnd()).join(",\n\n");

const orders = joined(bought, startsSql);

const pairs = joined(orders, pairsSql);

/** The main query: baskets, pairs, what customers ever bought. */
export const sql = joined(pairs, purchases, query);

/** A statement on who is offered what: it reads the pairs and what customers bought, and stands alone. */
export const withChoices = (text: string): string =>
  `${joined(pairs, purchases, choices)}\n\n${text.trimEnd()}`;

/**
 * One row per pair that enough baskets hold (see params.ts), by `sort`, highest first, ties by orders_both (highest first),
 * antecedent, consequent. Both directions are rows.
 *
 * `orders_both`: baskets of which the order holds the antecedent and the basket the consequent. `support`: as a share of all
 * baskets. `n`: baskets of which the order holds the antecedent; `confidence`: orders_both / n with its 95 % Wilson interval
 * (`low`, `high`). `base_rate`: share of all baskets that hold the consequent; `lift`: confidence / base_rate.
 * `buyers`: customers of the audience who ever bought the antecedent; `to_offer`: those of them who never bought the
 * consequent. Both are null after the first 1,000 rows, which is what a cell shows.
 */
export const columns = {
  antecedent: { kind: "text" },
  consequent: { kind: "text" },
  orders_both: { kind: "integer", unit: "count" },
  support: { kind: "number", unit: "share" },
  confidence: { kind: "number", unit: "share" },
  lift: { kind: "number" },
  low: { kind: "number", unit: "share" },
  high: { kind: "number", unit: "share" },
  antecedent_name: { kind: "text" },
  consequent_name: { kind: "text" },
  n: { kind: "integer", unit: "count" },
  base_rate: { kind: "number", unit: "share" },
  buyers: { kind: "integer", nullable: true, unit: "count" },
  to_offer: { kind: "integer", nullable: true, unit: "count" },
} as const satisfies ColumnSpecs;

/**
 * `totals`: one row. `orders`: baskets; `least_orders`: from how many baskets on a pair has a row; `pairs`: rows;
 * `beyond_chance`: rows whose `low` is above the base rate, `below_chance`: whose `high` is below it. What is no basket:
 * `unnamed_orders` (no product), and of the others `guest_orders` and `open_orders` (within days: nobody knows what follows,
 * not observed that long) and `wide_orders`. Then the surest pair: the highest low / base_rate, ties by orders_both; null
 * without rows.
 *
 * `offers`: one row per consequent, by customers, most first, ties by id: `customers` of the audience whose best offer it
 * is. A customer's best offer is, of the first 1,000 pairs, those beyond chance of which they bought the antecedent and never
 * the consequent, the one of the highest confidence (ties: orders_both, consequent, antecedent).
 *
 * `next`: what the next order holds, of pairs of consecutive orders of one customer that both name a product: at most 1,000
 * rows by `sort`. The antecedent is in the former order (`n`), the consequent in the latter too (`orders_both`); they may be
 * the same product. Shares as in the rows, the base rate of all next orders.
 */
export const parts = {
  totals: {
    sql: joined(pairs, totalsSql),
    readsResult: false,
    columns: {
      orders: { kind: "integer", unit: "count" },
      least_orders: { kind: "integer", unit: "count" },
      pairs: { kind: "integer", unit: "count" },
      beyond_chance: { kind: "integer", unit: "count" },
      below_chance: { kind: "integer", unit: "count" },
      unnamed_orders: { kind: "integer", unit: "count" },
      guest_orders: { kind: "integer", unit: "count" },
      open_orders: { kind: "integer", unit: "count" },
      wide_orders: { kind: "integer", unit: "count" },
      antecedent_name: { kind: "text", nullable: true },
      consequent_name: { kind: "text", nullable: true },
      orders_both: { kind: "integer", nullable: true, unit: "count" },
      n: { kind: "integer", nullable: true, unit: "count" },
      confidence: { kind: "number", nullable: true, unit: "share" },
      low: { kind: "number", nullable: true, unit: "share" },
      high: { kind: "number", nullable: true, unit: "share" },
      base_rate: { kind: "number", nullable: true, unit: "share" },
      lift: { kind: "number", nullable: true },
    },
  },
  offers: {
    sql: withChoices(offersSql),
    readsResult: false,
    columns: {
      consequent: { kind: "text" },
      consequent_name: { kind: "text" },
      customers: { kind: "integer", unit: "count" },
    },
  },
  next: {
    sql: joined(orders, nextSql),
    readsResult: false,
    columns: {
      antecedent: { kind: "text" },
      consequent: { kind: "text" },
      antecedent_name: { kind: "text" },
      consequent_name: { kind: "text" },
      orders_both: { kind: "integer", unit: "count" },
      n: { kind: "integer", unit: "count" },
      confidence: { kind: "number", unit: "share" },
      low: { kind: "number", unit: "share" },
      high: { kind: "number", unit: "share" },
      base_rate: { kind: "number", unit: "share" },
      lift: { kind: "number" },
      support: { kind: "number", unit: "share" },
    },
  },
} as const satisfies Record<
  string,
  { readonly sql: string; readonly columns: ColumnSpecs; readonly readsResult?: boolean }
>;

/** What a run gives. */
export type CrossResult = Result<typeof columns, typeof parts>;

/** A row of the main query. */
export type CrossRow = RowOf<typeof columns>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
