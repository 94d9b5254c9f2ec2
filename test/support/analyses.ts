/** Small analyses for tests of what runs them: each counts orders in its own way. */
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";

const words = {
  needs: [],
  parts: {},
  title: () => "Title",
  question: () => "Question?",
  paramLabel: (name: string) => name,
  choiceLabel: (_name: string, choice: string) => choice,
  chart: () => ({ figures: [] }),
  explain: { en: "", "zh-Hans": "" },
};

/** Orders of at least `$min` up to `$as_of`, from the day `$since` on where one is given. */
export const countOrders: AnyAnalysis = {
  ...words,
  id: "count",
  sql: `select count(*)::integer as orders
from orders
where net_amount >= $min and ordered_at < $as_of + interval 1 day and ($since is null or ordered_at >= $since)`,
  params: {
    min: { kind: "number", min: 0, default: 0 },
    since: { kind: "date", nullable: true, default: null },
  },
  columns: { orders: { kind: "integer" } },
  headline: ({ rows }) => ({ sentence: `${String(rows[0]?.["orders"])} orders`, basis: "" }),
};

/** One row per order, of which a cell reads three; the part gives their sum. */
export const listOrders: AnyAnalysis = {
  ...words,
  id: "list",
  sql: "select order_id, net_amount::double as net_amount from orders order by order_id",
  params: {},
  columns: { order_id: { kind: "text" }, net_amount: { kind: "number", unit: "money" } },
  parts: {
    sum: {
      sql: "select sum(net_amount)::double as net_amount from result",
      columns: { net_amount: { kind: "number" } },
    },
  },
  rowLimit: 3,
  headline: () => ({ sentence: "List", basis: "" }),
};

/** Takes minutes unless it is stopped. */
export const endless: AnyAnalysis = {
  ...words,
  id: "endless",
  sql: "select count(*)::bigint as n from range(10000000) a, range(100000) b where (a.range * b.range) % 7 = $rest",
  params: { rest: { kind: "number", integer: true, default: 3 } },
  columns: { n: { kind: "integer" } },
  headline: () => ({ sentence: "Endless", basis: "" }),
};

/** Names a column that no order has. */
export const broken: AnyAnalysis = {
  ...words,
  id: "broken",
  sql: "select cost_amout from orders",
  params: {},
  columns: { cost_amout: { kind: "number" } },
  headline: () => ({ sentence: "Broken", basis: "" }),
};

/** Needs a column that is not filled, or refuses a parameter of these orders. */
export const demanding: AnyAnalysis = {
  ...words,
  id: "demanding",
  sql: "select 1::integer as one",
  params: { months: { kind: "number", integer: true, default: 24 } },
  columns: { one: { kind: "integer" } },
  needs: ["net_amount"],
  check: ({ months }, { facts }) =>
    Number(months) > 17 ? { reason: `${facts.orders} orders cover 17 months, not ${String(months)}` } : null,
  headline: () => ({ sentence: "One", basis: "" }),
};

/** All of them. */
export const testAnalyses: readonly AnyAnalysis[] = [countOrders, listOrders, endless, broken, demanding];
