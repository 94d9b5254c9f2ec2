/** Findings in single orders: repeated ones, outliers, dates in the future, tests. */
import { literal } from "../../sql/literal.ts";
import { has } from "../columns.ts";
import type { Detector, Found, Names } from "./detector.ts";

const one = { n: { kind: "integer" } } as const;

/** Orders of one customer and one amount in one minute, under different ids. */
const inOneMinute = (
  orders: string,
) => `select customer_key, date_trunc('minute', ordered_at) as minute, net_amount
    from ${orders}
    where customer_key is not null and net_amount > 0 and ordered_at <> cast(ordered_at as date)
    group by all
    having count(*) > 1`;

/** Orders that stand twice: the same customer, amount and minute under two ids. */
export const repeatedOrders: Detector = async ({ names, ask }) => {
  const [row] = await ask(
    `select cast(count(*) as integer) as n from (${inOneMinute(names.of("orders"))})`,
    one,
  );
  if (row!.n === 0) return [];
  return [
    {
      kind: "duplicate_orders",
      level: "warn",
      key: "findings_duplicate_orders",
      inputs: { n: row!.n },
      list: (shown) => `with repeated as (
    ${inOneMinute(shown.of("orders"))}
)
select order_id, customer_id, ordered_at, orders.net_amount, source_id
from ${shown.of("orders")} as orders
semi join repeated
    on repeated.customer_key = orders.customer_key
    and repeated.minute = date_trunc('minute', orders.ordered_at)
    and repeated.net_amount = orders.net_amount
order by customer_id, ordered_at, order_id`,
    },
  ];
};

/** Records that are the same in every cell, by file; the load has counted them. */
export const identicalRecords: Detector = ({ files }) =>
  Promise.resolve(
    files.flatMap(({ sourceId, file }): readonly Found[] => {
      const n = file.warnings.find(({ code }) => code === "DUPLICATE_ROWS")?.count ?? 0;
      if (n === 0) return [];
      const ids = has(file, "order_id") ? "count(distinct order_id)" : "count(*)";
      return [
        {
          kind: "duplicate_orders",
          level: "info",
          key: "findings_identical_records",
          inputs: { n, file: file.name },
          list: (names: Names) => `select *
from ${names.lines(sourceId)}
where record_hash in (
    select record_hash
    from ${names.lines(sourceId)}
    group by record_hash
    having count(*) > 1
)
order by record_hash, source_row`,
          measure: (list) => `select
    cast(${ids} as integer) as orders,
    cast(cast(sum(record_amount) as DECIMAL(18,4)) as varchar) as amount
from (${list})`,
        },
      ];
    }),
  );

/** How many robust deviations, and how many times the median, an amount must lie above it. */
const [deviations, times] = [5, 10];

/**
 * The bound above which an amount is an outlier: on the log scale five robust deviations (1.4826 × MAD, Leys et al.
 * 2013) above the median, and at least ten times it.
 */
const bound = (orders: string) => `select
        exp(median(ln(net_amount))) as usual,
        greatest(
            exp(median(ln(net_amount)) + ${deviations} * 1.4826 * mad(ln(net_amount))),
            ${times} * exp(median(ln(net_amount)))
        ) as bound
    from ${orders}
    where net_amount > 0`;

/** Orders whose amount lies far above all others on the log scale. */
export const outliers: Detector = async ({ names, ask, facts }) => {
  if (facts.orders < 30) return [];
  const orders = names.of("orders");
  const [row] = await ask(
    `with bounds as (
    ${bound(orders)}
)
select
    cast(count(*) as integer) as n,
    cast(cast(max(net_amount) as DECIMAL(18,2)) as varchar) as largest,
    cast(cast(any_value(usual) as DECIMAL(18,2)) as varchar) as usual
from ${orders}, bounds
where net_amount > bound`,
    {
      n: { kind: "integer" },
      largest: { kind: "text", nullable: true },
      usual: { kind: "text", nullable: true },
    },
  );
  if (!row || row.n === 0) return [];
  return [
    {
      kind: "outlier",
      level: "warn",
      key: "findings_outlier",
      inputs: { n: row.n, largest_amount: row.largest!, usual_amount: row.usual! },
      list: (shown) => `with bounds as (
    ${bound(shown.of("orders"))}
)
select order_id, customer_id, ordered_at, net_amount
from ${shown.of("orders")}, bounds
where net_amount > bound
order by net_amount desc, order_id`,
    },
  ];
};

/** Days after the import that a date may lie ahead: shops ahead of this browser's zone are in their next day. */
const daysAhead = 1;

/** Orders dated after the day of import. */
export const futureDates: Detector = async ({ names, ask, importedOn }) => {
  const list = (shown: Names) => `select order_id, customer_id, ordered_at, net_amount, excluded_by
from ${shown.of("all_orders")}
where cast(ordered_at as date) > ${literal({ date: importedOn })} + ${daysAhead}
order by ordered_at desc, order_id`;
  const [row] = await ask(
    `select cast(count(*) as integer) as n, cast(max(ordered_at) as date) as latest from (${list(names)})`,
    { n: { kind: "integer" }, latest: { kind: "date", nullable: true } },
  );
  if (row!.n === 0) return [];
  return [
    {
      kind: "future_date",
      level: "warn",
      key: "findings_future_date",
      inputs: { n: row!.n, latest: row!.latest! },
      list,
    },
  ];
};

/** A word that is a test's, in the shop's own ids, customers, coupons and products. */
const isTest = (column: string) =>
  `regexp_matches(lower(${column}), '(^|[^a-z])(test|tests|testing|tester|testorder|testbestellung)([^a-z]|$)|测试')`;

const looksLikeTest = (shown: Names) => `select order_id, customer_id, ordered_at, net_amount, source_id
from ${shown.of("orders")}
where ${["order_id", "customer_id", "coupon", "campaign", "channel"].map(isTest).join("\n    or ")}
    or order_id in (
        select order_id
        from ${shown.of("order_lines")}
        where product_id in (
            select product_id
            from ${shown.of("products")}
            where ${isTest("product_id")} or ${isTest("product_name")}
        )
    )
order by ordered_at, order_id`;

/**
 * Orders that the export marks as tests and that are left out, and orders that read like tests and count. A word that
 * more than a twentieth of the orders have is the shop's own, and no sign.
 */
export const testOrders: Detector = async ({ names, ask, facts }) => {
  const marked = (shown: Names) => `select order_id, customer_id, ordered_at, net_amount
from ${shown.of("all_orders")}
where excluded_by = 'test_orders'
order by ordered_at, order_id`;
  const [isMarked] = await ask(`select cast(count(*) as integer) as n from (${marked(names)})`, one);
  const [seems] = await ask(`select cast(count(*) as integer) as n from (${looksLikeTest(names)})`, one);
  return [
    ...(isMarked!.n > 0
      ? [
          {
            kind: "test_orders" as const,
            level: "info" as const,
            key: "findings_test_orders_marked",
            inputs: { n: isMarked!.n },
            list: marked,
          },
        ]
      : []),
    ...(seems!.n > 0 && seems!.n * 20 <= facts.orders
      ? [
          {
            kind: "test_orders" as const,
            level: "warn" as const,
            key: "findings_test_orders_like",
            inputs: { n: seems!.n },
            list: looksLikeTest,
          },
        ]
      : []),
  ];
};
