/** The results of product-matrix: the columns of its rows and of its parts. */
import type { Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import customers from "./customers.sql?raw";
import dotsSql from "./dots.sql?raw";
import fields from "./fields.sql?raw";
import quadrantsSql from "./quadrants.sql?raw";
import thresholdsSql from "./thresholds.sql?raw";

/** A statement that begins as the main query does, whose rows no longer know the customers. */
export const withCustomers = (sql: string): string => `${customers.trimEnd()},\n\n${sql}`;

/** CTEs that place each product in the picture; they read the rows as `result`. */
export const fieldsSql = fields.trimEnd();

/**
 * One row per product (or category) sold up to the as-of date, by net amount, largest first, ties by product_id.
 *
 * `orders`: orders that contain it, guests' too. `net_amount`: of its lines as exported. `margin`: profit as a share of
 * the net amount of the lines with a known cost; null where there is none or it is not above 0. `first_order_share`: of
 * the first orders that name any product; null where there is none. `n`: customers won who are observed for the window;
 * `customers`: those of them who came back, `rate` their share with its 95 % Wilson interval, null where n = 0.
 * `quadrant`: the first rule that holds. brings_back: n ≥ min_customers and rate ≥ its threshold; brings_in: it won
 * someone and first_order_share ≥ its threshold; earns: above 0 and ≥ its threshold; else drags.
 * `won`: customers won so far; `profit`: of the lines with a known cost, null without; `complete`: n = won.
 */
export const columns = {
  product_id: { kind: "text" },
  name: { kind: "text" },
  orders: { kind: "integer", unit: "count" },
  net_amount: { kind: "number", unit: "money" },
  margin: { kind: "number", nullable: true, unit: "share" },
  first_order_share: { kind: "number", nullable: true, unit: "share" },
  n: { kind: "integer", unit: "count" },
  customers: { kind: "integer", unit: "count" },
  rate: { kind: "number", nullable: true, unit: "share" },
  low: { kind: "number", nullable: true, unit: "share" },
  high: { kind: "number", nullable: true, unit: "share" },
  quadrant: { kind: "text" },
  won: { kind: "integer", unit: "count" },
  profit: { kind: "number", nullable: true, unit: "money" },
  complete: { kind: "boolean" },
} as const satisfies ColumnSpecs;

/**
 * `thresholds`: one row; all customers won (`won`, `n`, `customers`, `rate` with its interval), the lines between the
 * quadrants (`earns_by` as it is in force: net_amount where no cost is known), and what has no row: lines that name no
 * product, and customers whose first order names none. `quadrants`: the four, in order brings_in, brings_back, earns,
 * drags; `won` counts each customer once. `dots`: the picture, a dot for each of at most 200 products, of more for those
 * that sell (24) or win (12) most and one per field for the others (`products` in each, whose `won`, `n`, `customers` are
 * sums over products; product_id, name, low, high, margin are null where a dot stands for several).
 */
export const parts = {
  thresholds: {
    sql: withCustomers(thresholdsSql),
    columns: {
      products: { kind: "integer", unit: "count" },
      won: { kind: "integer", unit: "count" },
      n: { kind: "integer", unit: "count" },
      customers: { kind: "integer", unit: "count" },
      rate: { kind: "number", nullable: true, unit: "share" },
      low: { kind: "number", nullable: true, unit: "share" },
      high: { kind: "number", nullable: true, unit: "share" },
      share_threshold: { kind: "number", nullable: true, unit: "share" },
      rate_threshold: { kind: "number", nullable: true, unit: "share" },
      earns_by: { kind: "text" },
      earns_threshold: { kind: "number", nullable: true },
      unnamed_lines: { kind: "integer", unit: "count" },
      unnamed_customers: { kind: "integer", unit: "count" },
    },
  },
  quadrants: {
    sql: withCustomers(quadrantsSql),
    columns: {
      quadrant: { kind: "text" },
      products: { kind: "integer", unit: "count" },
      share: { kind: "number", nullable: true, unit: "share" },
      won: { kind: "integer", unit: "count" },
      net_amount: { kind: "number", unit: "money" },
      share_of_net_amount: { kind: "number", nullable: true, unit: "share" },
      profit: { kind: "number", nullable: true, unit: "money" },
    },
  },
  dots: {
    sql: `with ${fieldsSql}\n\n${dotsSql}`,
    columns: {
      field: { kind: "text" },
      products: { kind: "integer", unit: "count" },
      product_id: { kind: "text", nullable: true },
      name: { kind: "text", nullable: true },
      quadrant: { kind: "text" },
      judged: { kind: "boolean" },
      first_order_share: { kind: "number", unit: "share" },
      won: { kind: "integer", unit: "count" },
      n: { kind: "integer", unit: "count" },
      customers: { kind: "integer", unit: "count" },
      rate: { kind: "number", nullable: true, unit: "share" },
      low: { kind: "number", nullable: true, unit: "share" },
      high: { kind: "number", nullable: true, unit: "share" },
      net_amount: { kind: "number", unit: "money" },
      profit: { kind: "number", nullable: true, unit: "money" },
      margin: { kind: "number", nullable: true, unit: "share" },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** What a run gives. */
export type MatrixResult = Result<typeof columns, typeof parts>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;

/** A quadrant's id. */
export type Quadrant = "brings_in" | "brings_back" | "earns" | "drags";
