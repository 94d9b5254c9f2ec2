/** "Monthly report": the last full month against the one before. */
import { m, type Messages } from "../../messages/messages.ts";
import { emptyChart } from "../../notebook/chart-spec.ts";
import { literal } from "../../sql/literal.ts";
import lastMonth from "./last-month.sql?raw";
import months from "./months.sql?raw";
import { figure, titledSql, type Template } from "./template.ts";

/** The month's name in the language of the report: a format of DuckDB's strftime. */
const lastMonthSql = (messages: Messages): string =>
  titledSql(
    m.templates_sql_last_month({}, messages),
    lastMonth.replace("'%Y-%m'", literal(m.templates_month_format({}, messages))),
  );

const figures = {
  month: figure("last_month", "month"),
  orders: figure("last_month", "orders"),
  customers: figure("last_month", "new_customers"),
  amount: figure("last_month", "net_amount"),
  change: figure("last_month", "change_percent"),
};

/** A sentence with the month's figures, the months as a table and a chart, the key figures, and who came back. */
export const monthlyReport: Template = {
  id: "monthly-report",
  title: (messages) => m.templates_month({}, messages),
  about: (messages) => m.templates_month_about({}, messages),
  parts: (messages) => [
    {
      title: m.templates_months({}, messages),
      needs: ["ordered_at", "net_amount"],
      cells: [
        { kind: "text", markdown: m.templates_month_text(figures, messages) },
        { kind: "sql", name: "last_month", collapsed: true, sql: lastMonthSql(messages) },
        { kind: "sql", name: "months", sql: titledSql(m.templates_sql_months({}, messages), months) },
        {
          kind: "chart",
          source: "months",
          chart: { ...emptyChart, mark: "bar", x: "month", y: "net_amount" },
        },
      ],
    },
    {
      title: m.overview_title({}, messages),
      needs: ["ordered_at"],
      cells: [{ kind: "analysis", analysis: "overview", params: {} }],
    },
    {
      title: m.templates_returning({}, messages),
      needs: ["ordered_at", "customer_key"],
      cells: [
        { kind: "text", markdown: `## ${m.templates_returning({}, messages)}` },
        { kind: "analysis", analysis: "cohort-retention", params: {} },
      ],
    },
  ],
};
