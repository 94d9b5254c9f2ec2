/** Hand-written shops: tables of the data model from a few rows, derived in plain TypeScript. */
import type { Engine } from "../../src/engine/engine.ts";
import { createTable, tables, type TableName } from "../../src/orders/schema.ts";

/** A line of a hand-written order. */
export interface ShopLine {
  readonly product: string;
  readonly name?: string;
  readonly category?: string;
  readonly quantity?: number;
  readonly amount: number;
  readonly cost?: number;
}

/** A hand-written order; `at` is `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, `customer` null for a guest. */
export interface ShopOrder {
  readonly id?: string;
  readonly customer: string | null;
  readonly at: string;
  /** What the order is worth before refunds. */
  readonly amount: number;
  readonly cost?: number;
  readonly discount?: number;
  readonly shipping?: number;
  readonly tax?: number;
  /** Money returned; `at` null where no date is known. */
  readonly refunds?: readonly { readonly at: string | null; readonly amount: number }[];
  readonly channel?: string;
  readonly campaign?: string;
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  readonly coupon?: string;
  readonly payment_method?: string;
  readonly shipped?: string;
  readonly delivered?: string;
  readonly lines?: readonly ShopLine[];
}

/** What a shop has besides orders. */
export interface ShopMore {
  /** How refunds count: they lower their order's net amount unless `at_refund_date`. */
  readonly refunds?: "reduce_original" | "at_refund_date";
  /** Columns of a customer file by customer: they stand in `customer_attributes` and in `customers`. */
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, string | number | null>>>>;
  /** Rows of `contacts`; `customer_key` follows from the customer. */
  readonly contacts?: readonly ShopContact[];
  /** Rows of `reasons`; `customer_key` follows from the customer. */
  readonly reasons?: readonly ShopReason[];
}

/** A contact of a campaign. */
export interface ShopContact {
  readonly customer: string;
  readonly at: string;
  readonly campaign?: string;
  readonly channel?: string;
  readonly group?: "treated" | "control";
  readonly cost?: number;
}

/** A reason that a customer gave. */
export interface ShopReason {
  readonly customer: string;
  readonly reason: string | null;
  readonly order?: string;
  readonly at?: string;
  readonly note?: string;
  readonly opened?: string;
  readonly closed?: string;
  readonly severity?: string;
  readonly satisfaction?: number;
}

type Cell = string | number | null;

const literal = (value: Cell | undefined): string =>
  value === null || value === undefined
    ? "null"
    : typeof value === "number"
      ? String(value)
      : `'${value.replaceAll("'", "''")}'`;

const insert = (table: TableName, rows: readonly Record<string, Cell | undefined>[]): string => {
  if (rows.length === 0) return "";
  const names = tables[table].map(({ name }) => name);
  const values = rows.map((row) => `(${names.map((name) => literal(row[name])).join(", ")})`);
  return `insert into ${table} values\n${values.join(",\n")};`;
};

const dayNumber = (at: string) => Date.parse(at.slice(0, 10)) / 86_400_000;

const cents = (amount: number) => Math.round(amount * 10_000) / 10_000;

const refunded = ({ refunds = [] }: ShopOrder) => refunds.reduce((sum, { amount }) => sum + amount, 0);

/** Statements that give `customer_attributes` and `customers` their further columns. */
function attributesSql(attributes: ShopMore["attributes"] = {}): string {
  const names = [...new Set(Object.values(attributes).flatMap((row) => Object.keys(row)))];
  if (names.length === 0) return "";
  const columns = names.map((name) => `"${name}"`).join(", ");
  const rows = Object.entries(attributes).map(
    ([id, row]) =>
      `(${[id, ...names.map((name) => row[name] ?? null)].map((value) => literal(value)).join(", ")})`,
  );
  return `drop table customer_attributes;
create table customer_attributes as select * from (values ${rows.join(", ")}) as attributes (customer_id, ${columns});
create or replace table customers as
select customers.*, attributes.* exclude (customer_id)
from customers left join customer_attributes as attributes using (customer_id) order by customer_key;`;
}

/** Statements that create every table of the data model and fill them with these kept orders. */
export function shopSql(shop: readonly ShopOrder[], more: ShopMore = {}): string {
  const netOf = (order: ShopOrder) =>
    more.refunds === "at_refund_date" ? order.amount : cents(order.amount - refunded(order));
  const orders = shop
    .map((order, index) => ({ ...order, id: order.id ?? `o${String(index + 1).padStart(4, "0")}` }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  const keys = new Map(
    [...new Set(orders.map(({ customer }) => customer).filter((id) => id !== null))]
      .sort()
      .map((id, index) => [id, index + 1]),
  );
  const seen = new Map<string, { count: number; last: string }>();
  const orderRows = orders.map((order) => {
    const before = order.customer === null ? undefined : seen.get(order.customer);
    if (order.customer !== null)
      seen.set(order.customer, { count: (before?.count ?? 0) + 1, last: order.at });
    return {
      order_id: order.id,
      customer_id: order.customer,
      customer_key: order.customer === null ? null : keys.get(order.customer),
      ordered_at: order.at,
      status: "paid",
      gross_amount: cents(order.amount + (order.discount ?? 0)),
      discount_amount: order.discount,
      refund_amount: order.refunds ? refunded(order) : undefined,
      shipping_amount: order.shipping,
      tax_amount: order.tax,
      net_amount: netOf(order),
      cost_amount: order.cost,
      currency: "EUR",
      shipped_at: order.shipped,
      delivered_at: order.delivered,
      items: order.lines?.length ?? null,
      order_number: order.customer === null ? null : (before?.count ?? 0) + 1,
      days_since_previous: before ? dayNumber(order.at) - dayNumber(before.last) : null,
      channel: order.channel,
      campaign: order.campaign,
      country: order.country,
      region: order.region,
      city: order.city,
      coupon: order.coupon,
      payment_method: order.payment_method,
      source_id: 1,
    };
  });
  const refundRows = orders.flatMap((order) =>
    (order.refunds ?? []).map(({ at, amount }, index) => ({
      order_id: order.id,
      customer_key: order.customer === null ? null : keys.get(order.customer),
      refunded_at: at,
      amount,
      source_id: 1,
      source_row: index + 1,
    })),
  );
  const lineRows = orders.flatMap((order) =>
    (order.lines ?? []).map((line, index) => ({
      order_id: order.id,
      customer_key: order.customer === null ? null : keys.get(order.customer),
      ordered_at: order.at,
      line_number: index + 1,
      product_id: line.product,
      product_name: line.name ?? line.product,
      category: line.category,
      quantity: line.quantity ?? 1,
      unit_price: line.amount / (line.quantity ?? 1),
      net_amount: line.amount,
      cost_amount: line.cost,
      source_id: 1,
      source_row: index + 1,
    })),
  );
  const customerRows = [...keys].map(([id, key]) => {
    const own = orders.filter(({ customer }) => customer === id);
    return {
      customer_id: id,
      customer_key: key,
      first_ordered_at: own[0]!.at,
      last_ordered_at: own.at(-1)!.at,
      orders: own.length,
      net_amount: cents(own.reduce((sum, order) => sum + netOf(order), 0)),
      cost_amount: own.some(({ cost }) => cost !== undefined)
        ? cents(own.reduce((sum, { cost = 0 }) => sum + cost, 0))
        : null,
      first_channel: own[0]!.channel,
      first_product_id: own[0]!.lines?.[0]?.product,
    };
  });
  const products = [...new Set(lineRows.map(({ product_id }) => product_id))].sort().map((id) => {
    const own = lineRows.filter(({ product_id }) => product_id === id);
    return {
      product_id: id,
      product_name: own.at(-1)!.product_name,
      category: own.at(-1)!.category,
      first_sold_at: own[0]!.ordered_at,
      orders: new Set(own.map(({ order_id }) => order_id)).size,
      quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
      net_amount: own.reduce((sum, { net_amount }) => sum + net_amount, 0),
    };
  });
  const contactRows = (more.contacts ?? []).map((contact, index) => ({
    customer_id: contact.customer,
    customer_key: keys.get(contact.customer),
    sent_at: contact.at,
    campaign: contact.campaign,
    channel: contact.channel,
    contact_group: contact.group ?? "treated",
    unit_cost: contact.cost,
    source_id: 1,
    source_row: index + 1,
  }));
  const reasonRows = (more.reasons ?? []).map((given, index) => ({
    customer_id: given.customer,
    customer_key: keys.get(given.customer),
    order_id: given.order,
    reason: given.reason,
    given_at: given.at,
    note: given.note,
    opened_at: given.opened,
    closed_at: given.closed,
    severity: given.severity,
    satisfaction: given.satisfaction,
    source_id: 1,
    source_row: index + 1,
  }));
  return [
    ...(Object.keys(tables) as TableName[]).map((table) => createTable(table)),
    insert("all_orders", orderRows),
    insert("orders", orderRows),
    insert("order_lines", lineRows),
    insert("customers", customerRows),
    insert("products", products),
    insert("refunds", refundRows),
    insert("contacts", contactRows),
    insert("reasons", reasonRows),
    attributesSql(more.attributes),
  ]
    .filter((sql) => sql !== "")
    .join("\n");
}

/** Fills an empty engine with a hand-written shop. */
export async function buildShop(engine: Engine, shop: readonly ShopOrder[], more?: ShopMore): Promise<void> {
  await engine.define(shopSql(shop, more));
}
