/** "Churn watch": customers who are silent for longer than their own rhythm. */
import { m } from "../../messages/messages.ts";
import { emptyChart } from "../../notebook/chart-spec.ts";
import silent from "./silent.sql?raw";
import silentSum from "./silent-sum.sql?raw";
import { figure, titledSql, type Template } from "./template.ts";

const figures = {
  customers: figure("silent_sum", "customers"),
  amount: figure("silent_sum", "net_amount"),
  times: figure("times"),
};

/** An input for how much longer, who they are, what they are worth, and a list of them. */
export const churnWatch: Template = {
  id: "churn-watch",
  title: (messages) => m.templates_churn({}, messages),
  about: (messages) => m.templates_churn_about({}, messages),
  parts: (messages) => [
    {
      title: m.templates_churn({}, messages),
      needs: ["ordered_at", "customer_key"],
      cells: [
        { kind: "text", markdown: m.templates_churn_text(figures, messages) },
        {
          kind: "input",
          name: "times",
          input: {
            type: "slider",
            label: m.templates_churn_times({}, messages),
            min: 1.5,
            max: 6,
            step: 0.5,
            value: 2,
          },
        },
        {
          kind: "sql",
          name: "silent_sum",
          collapsed: true,
          sql: titledSql(m.templates_sql_silent_sum({}, messages), silentSum),
        },
        { kind: "sql", name: "silent", sql: titledSql(m.templates_sql_silent({}, messages), silent) },
        {
          kind: "chart",
          source: "silent",
          chart: { ...emptyChart, mark: "bar", x: "days_quiet", aggregate: "count", grain: "bins" },
        },
        {
          kind: "list",
          name: "slipping_away",
          list: {
            by: "sql",
            sql: titledSql(m.templates_sql_slipping({}, messages), "select customer_key\nfrom silent"),
          },
        },
      ],
    },
  ],
};
