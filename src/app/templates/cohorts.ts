/** "Cohorts": who comes back, by when they first bought, and how soon the second order comes. */
import { m } from "../../messages/messages.ts";
import { emptyChart } from "../../notebook/chart-spec.ts";
import secondOrderSum from "./second-order-sum.sql?raw";
import secondOrders from "./second-orders.sql?raw";
import { figure, titledSql, type Template } from "./template.ts";

const secondFigures = {
  customers: figure("second_order_sum", "new_customers"),
  returned: figure("second_order_sum", "came_back"),
  percent: figure("second_order_sum", "percent"),
  days: figure("days"),
};

const needs = ["ordered_at", "customer_key"];

/** The cohort table with its period as an input, second orders within a number of days, and cohorts by channel. */
export const cohorts: Template = {
  id: "cohorts",
  title: (messages) => m.templates_cohorts({}, messages),
  about: (messages) => m.templates_cohorts_about({}, messages),
  parts: (messages) => [
    {
      title: m.cohort_title({}, messages),
      needs,
      cells: [
        { kind: "text", markdown: m.templates_cohorts_text({}, messages) },
        {
          kind: "input",
          name: "cohorts_by",
          input: {
            type: "choice",
            label: m.templates_cohorts_by({}, messages),
            options: ["week", "month", "quarter", "year"],
            value: "month",
          },
        },
        { kind: "analysis", analysis: "cohort-retention", params: { period: { ref: "cohorts_by" } } },
      ],
    },
    {
      title: m.templates_second({}, messages),
      needs,
      cells: [
        { kind: "text", markdown: m.templates_second_text(secondFigures, messages) },
        {
          kind: "input",
          name: "days",
          input: {
            type: "slider",
            label: m.templates_second_days({}, messages),
            min: 7,
            max: 365,
            step: 1,
            value: 90,
          },
        },
        {
          kind: "sql",
          name: "second_order_sum",
          collapsed: true,
          sql: titledSql(m.templates_sql_second_sum({}, messages), secondOrderSum),
        },
        {
          kind: "sql",
          name: "second_orders",
          sql: titledSql(m.templates_sql_second({}, messages), secondOrders),
        },
        {
          kind: "chart",
          source: "second_orders",
          chart: { ...emptyChart, mark: "line", x: "first_month", y: "percent" },
        },
      ],
    },
    {
      title: m.templates_by_channel({}, messages),
      needs: [...needs, "channel"],
      cells: [
        { kind: "text", markdown: `## ${m.templates_by_channel({}, messages)}` },
        { kind: "analysis", analysis: "cohort-retention", params: { split_by: "channel" } },
      ],
    },
  ],
};
