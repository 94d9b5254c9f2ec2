/** Findings in the run of days and weeks: gaps, sudden changes, a last day that ends early. */
import { literal } from "../../sql/literal.ts";
import type { Detector, Names, Scene } from "./detector.ts";

/** A gap is reported where a shop of this rhythm would be silent for so long less than once in 10,000 tries. */
const unlikely = 1e-4;
/** Days looked at, so that a mistyped year does not stretch the calendar. */
const mostDays = 3660;

const days = (orders: string, { facts, importedOn }: Scene) => {
  const last = literal({ date: [facts.last_ordered_on!, importedOn].sort()[0]! });
  const first = `greatest(${literal({ date: facts.first_ordered_on! })}, ${last} - ${mostDays})`;
  return `days as (
    select cast(day as date) as day, coalesce(counted.orders, 0) as orders
    from generate_series(cast(${first} as timestamp), cast(${last} as timestamp), interval 1 day) as series (day)
    left join (
        select cast(ordered_at as date) as day, count(*) as orders
        from ${orders}
        group by all
    ) as counted using (day)
)`;
};

/**
 * Runs of days without orders, with the orders that the rhythm of the shop lets expect: the median of the same weekday in
 * the six weeks before and after. P(no order) is that of a negative binomial of this mean whose variance is `spread`
 * times it (Poisson where that is 1; spread by the median of the squared Pearson residuals over 0.455, the median of
 * chi-squared with one degree of freedom). Days of runs of two weeks and more do not shape the rhythm.
 */
function gapRuns(orders: string, scene: Scene): string {
  return `with ${days(orders, scene)},
silent as (
    select day, day - cast(row_number() over (order by day) as integer) as run
    from days
    where orders = 0
),
sized as (
    select day, run, count(*) over (partition by run) as length from silent
),
rhythm as (
    select
        day,
        orders,
        run,
        coalesce(length, 0) >= 14 as is_long,
        case when coalesce(length, 0) < 14 then median(orders) over (
            partition by dayofweek(day), coalesce(length, 0) >= 14
            order by day rows between 6 preceding and 6 following
        ) end as usual_or_null
    from days
    left join sized using (day)
),
usual as (
    select
        day,
        orders,
        run,
        coalesce(last_value(usual_or_null ignore nulls) over (partition by dayofweek(day) order by day), 0) as usual
    from rhythm
),
spread as (
    select greatest(median(pow(orders - usual, 2) / usual) / 0.455, 1.0001) as spread
    from usual
    where usual > 0 and orders > 0
),
runs as (
    select
        min(day) filter (usual > 0) as first_day,
        max(day) filter (usual > 0) as last_day,
        sum(usual) as expected,
        sum(usual) * ln(any_value(spread)) / (any_value(spread) - 1) as weight
    from usual, spread
    where run is not null
    group by run
)
select
    cast(first_day as date) as first_day,
    cast(last_day as date) as last_day,
    cast(last_day - first_day + 1 as integer) as days,
    cast(round(expected) as integer) as orders_expected
from runs
where weight > ${(-Math.log(unlikely)).toFixed(4)}
order by first_day`;
}

/** Days without orders where the shop's rhythm by weekday makes that unlikely. */
export const gapsInDays: Detector = async (scene) => {
  if (scene.facts.first_ordered_on === null) return [];
  const rows = await scene.ask(gapRuns(scene.names.of("orders"), scene), {
    first_day: { kind: "date" },
    last_day: { kind: "date" },
    days: { kind: "integer" },
    orders_expected: { kind: "integer" },
  });
  if (rows.length === 0) return [];
  const worst = rows.reduce((most, row) => (row.orders_expected > most.orders_expected ? row : most));
  return [
    {
      kind: "gap_in_days",
      level: "warn",
      key: "findings_gap_in_days",
      inputs: {
        n: rows.length,
        first: worst.first_day,
        last: worst.last_day,
        days: worst.days,
        expected: worst.orders_expected,
      },
      list: (names) => gapRuns(names.of("orders"), scene),
      measure: () => "select 0 as orders, cast(null as varchar) as amount",
    },
  ];
};

/** Weeks on each side of a change, and how many times the level must differ at least. */
const [side, factor] = [4, 2];

/**
 * The week after which the level differs most: medians of `value` over four weeks before and after, on the log scale. It
 * is a change where the level doubles or halves and the step lies beyond 3.5 robust deviations (1.4826 × MAD) of the steps
 * from week to week (the modified z-score of Iglewicz and Hoaglin 1993), of which the change itself is but one.
 */
function shift(orders: string, value: string, { facts }: Scene): string {
  const last = literal({ date: facts.observed_through ?? facts.last_ordered_on! });
  return `with weeks as (
    select (${last} - cast(ordered_at as date)) // 7 as back, ${value} as value, count(*) as orders
    from ${orders}
    where ordered_at < ${last} + 1 and cast(ordered_at as date) > ${last} - ${mostDays}
    group by all
),
every as (
    select ${last} - (cast(back as integer) * 7 + 6) as week, coalesce(value, 0) as value, coalesce(orders, 0) as orders
    from (select unnest(range(max(back) + 1)) as back from weeks)
    left join weeks using (back)
),
levels as (
    select
        week,
        ln(nullif(value, 0) / lag(nullif(value, 0)) over (order by week)) as move,
        median(value) over (order by week rows between ${side} preceding and 1 preceding) as before,
        median(value) over (order by week rows between current row and ${side - 1} following) as after,
        count(*) over (order by week rows between ${side} preceding and 1 preceding) as weeks_before,
        count(*) over (order by week rows between current row and ${side - 1} following) as weeks_after,
        sum(orders) over (order by week rows between ${side} preceding and ${side - 1} following) as orders
    from every
),
steps as (
    select week, before, after, ln(after / before) as step
    from levels
    where weeks_before = ${side} and weeks_after = ${side} and before > 0 and after > 0 and orders >= 40
)
select
    cast(week as date) as week,
    cast(before as double) as before,
    cast(after as double) as after
from steps
where abs(step) >= ln(${factor})
    and abs(step) > 3.5 * 1.4826 * (select mad(move) from levels)
    and (select count(*) from levels) >= 12
order by abs(step) desc, week
limit 1`;
}

const after =
  (week: string) => (names: Names) => `select order_id, customer_id, ordered_at, net_amount, channel
from ${names.of("orders")}
where ordered_at >= ${literal({ date: week })}
    and ordered_at < ${literal({ date: week })} + ${side * 7}
order by ordered_at, order_id`;

/** A level of weekly orders, or of the median amount, that doubles or halves from one month to the next. */
export const suddenChanges: Detector = async (scene) => {
  if (scene.facts.first_ordered_on === null) return [];
  const columns = { week: { kind: "date" }, before: { kind: "number" }, after: { kind: "number" } } as const;
  const orders = scene.names.of("orders");
  const [inOrders] = await scene.ask(shift(orders, "count(*)", scene), columns);
  const [inAmount] = await scene.ask(
    shift(orders, "coalesce(median(net_amount) filter (net_amount > 0), 0)", scene),
    columns,
  );
  const cents = (value: number) => value.toFixed(2);
  return [
    ...(inOrders
      ? [
          {
            kind: "sudden_change" as const,
            level: "warn" as const,
            key: "findings_sudden_change_orders",
            inputs: {
              day: inOrders.week,
              before: Math.round(inOrders.before),
              after: Math.round(inOrders.after),
            },
            list: after(inOrders.week),
          },
        ]
      : []),
    ...(inAmount
      ? [
          {
            kind: "sudden_change" as const,
            level: "warn" as const,
            key: "findings_sudden_change_amount",
            inputs: {
              day: inAmount.week,
              before_amount: cents(inAmount.before),
              after_amount: cents(inAmount.after),
            },
            list: after(inAmount.week),
          },
        ]
      : []),
  ];
};

/**
 * The last day, where its orders end long before those of the same weekday in the eight weeks before: as many came after
 * that hour that a day like them would have none with a chance below 1 in 100 (Poisson).
 */
export const partialLastDay: Detector = async (scene) => {
  const { facts, names } = scene;
  const last = facts.as_of;
  if (last === null || last === facts.observed_through) return [];
  const day = literal({ date: last });
  const [row] = await scene.ask(
    `with last_order as (
    select cast(max(ordered_at) as time) as ends, count(*) as orders
    from ${names.of("orders")}
    where cast(ordered_at as date) = ${day}
)
select
    strftime(${day} + any_value(ends), '%H:%M') as ends,
    cast(count(*) / 8 as double) as later
from ${names.of("orders")}, last_order
where cast(ordered_at as date) in (${[1, 2, 3, 4, 5, 6, 7, 8].map((week) => `${day} - ${week * 7}`).join(", ")})
    and cast(ordered_at as time) > ends
having count(*) / 8 > ${Math.log(100).toFixed(4)}`,
    { ends: { kind: "text" }, later: { kind: "number" } },
  );
  if (!row) return [];
  return [
    {
      kind: "partial_last_day",
      level: "info",
      key: "findings_partial_last_day",
      inputs: { day: last, ends: row.ends, later: Math.round(row.later) },
      list: (shown) => `select order_id, customer_id, ordered_at, net_amount
from ${shown.of("orders")}
where cast(ordered_at as date) = ${day}
order by ordered_at, order_id`,
    },
  ];
};
