/** "ABC": which few products and customers bring most of the money. */
import { m } from "../../messages/messages.ts";
import { emptyChart } from "../../notebook/chart-spec.ts";
import { titledSql, type Template } from "./template.ts";
import tierMonths from "./tier-months.sql?raw";

/** ABC of products with the tiers' months, and ABC of customers. */
export const abcTiers: Template = {
  id: "abc",
  title: (messages) => m.templates_abc({}, messages),
  about: (messages) => m.templates_abc_about({}, messages),
  parts: (messages) => [
    {
      title: m.templates_abc_products({}, messages),
      needs: ["ordered_at", "order_lines.product_id", "order_lines.net_amount"],
      cells: [
        { kind: "text", markdown: m.templates_abc_text({}, messages) },
        { kind: "analysis", name: "product_tiers", analysis: "abc", params: { entity: "product" } },
        { kind: "text", markdown: m.templates_tiers_text({}, messages) },
        { kind: "sql", name: "tier_months", sql: titledSql(m.templates_sql_tiers({}, messages), tierMonths) },
        {
          kind: "chart",
          source: "tier_months",
          chart: { ...emptyChart, mark: "bar", x: "month", y: "net_amount", colour: "tier" },
        },
      ],
    },
    {
      title: m.templates_abc_customers({}, messages),
      needs: ["ordered_at", "customer_key"],
      cells: [
        { kind: "text", markdown: `## ${m.templates_abc_customers({}, messages)}` },
        { kind: "analysis", analysis: "abc", params: { entity: "customer" } },
      ],
    },
  ],
};
