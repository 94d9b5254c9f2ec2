/** "RFM and actions": who the customers are, and what to do for each segment. */
import { elevenSegments, others } from "../../analyses/rfm/segments.ts";
import { actionFor, segmentName } from "../../analyses/rfm/words.ts";
import { m, type Messages } from "../../messages/messages.ts";
import { emptyChart } from "../../notebook/chart-spec.ts";
import { literal } from "../../sql/literal.ts";
import { figure, titledSql, type Template } from "./template.ts";
import winBack from "./win-back.sql?raw";
import winBackSum from "./win-back-sum.sql?raw";

/** Segments and what to do, as SQL that reads the cell `scores`. */
function actionsSql(messages: Messages): string {
  const names = [...elevenSegments.map(({ name }) => name), others];
  const rows = names.map((name, index) => {
    const words = [name, segmentName(name, messages), actionFor(name, messages)];
    return `        (${index + 1}, ${words.map((word) => literal(word)).join(", ")})`;
  });
  const sql = `with plan (position, segment, name, action) as (
    values
${rows.join(",\n")}
)
select
    plan.name as segment,
    cast(count(*) as integer) as customers,
    round(100.0 * count(*) / sum(count(*)) over (), 1) as percent,
    cast(sum(scores.monetary) as double) as net_amount,
    cast(median(scores.recency_days) as integer) as days_quiet,
    plan.action as action
from scores
join plan on plan.segment = scores.segment
group by plan.position, plan.name, plan.action
order by plan.position`;
  return titledSql(m.templates_sql_actions({}, messages), sql);
}

const winBackFigures = {
  customers: figure("win_back_sum", "customers"),
  amount: figure("win_back_sum", "net_amount"),
};

/** RFM with its segments as a plan of action, and those to win back as a list. */
export const rfmActions: Template = {
  id: "rfm-actions",
  title: (messages) => m.templates_rfm({}, messages),
  about: (messages) => m.templates_rfm_about({}, messages),
  parts: (messages) => [
    {
      title: m.rfm_title({}, messages),
      needs: ["ordered_at", "customer_key"],
      cells: [
        { kind: "text", markdown: m.templates_rfm_text({}, messages) },
        { kind: "analysis", name: "scores", analysis: "rfm", params: {} },
        { kind: "text", markdown: `## ${m.templates_actions({}, messages)}` },
        { kind: "sql", name: "actions", sql: actionsSql(messages) },
        {
          kind: "chart",
          source: "actions",
          chart: { ...emptyChart, mark: "bar", x: "segment", y: "customers" },
        },
      ],
    },
    {
      title: m.templates_win_back({}, messages),
      needs: ["ordered_at", "customer_key"],
      cells: [
        { kind: "text", markdown: m.templates_win_back_text(winBackFigures, messages) },
        {
          kind: "list",
          name: "win_back",
          list: { by: "sql", sql: titledSql(m.templates_sql_win_back({}, messages), winBack) },
        },
        {
          kind: "sql",
          name: "win_back_sum",
          collapsed: true,
          sql: titledSql(m.templates_sql_win_back_sum({}, messages), winBackSum),
        },
      ],
    },
  ],
};
