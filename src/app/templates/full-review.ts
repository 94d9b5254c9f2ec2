/** "Full retention review": the questions that every shop begins with. */
import { m } from "../../messages/messages.ts";
import type { Template } from "./template.ts";

/** Overview, cohort retention, RFM segments and ABC tiers; products where the export masks its buyers. */
export const fullReview: Template = {
  id: "full-review",
  title: (messages) => m.templates_full({}, messages),
  about: (messages) => m.templates_full_about({}, messages),
  parts(messages, facts) {
    const masked = !facts.has_customer_key;
    return [
      {
        title: m.overview_title({}, messages),
        needs: ["ordered_at"],
        cells: [{ kind: "analysis", analysis: "overview", params: {} }],
      },
      {
        title: m.cohort_title({}, messages),
        needs: ["ordered_at", "customer_key"],
        cells: [{ kind: "analysis", analysis: "cohort-retention", params: {} }],
      },
      {
        title: m.rfm_title({}, messages),
        needs: ["ordered_at", "customer_key"],
        cells: [{ kind: "analysis", analysis: "rfm", params: {} }],
      },
      {
        title: m.abc_title({}, messages),
        needs: ["ordered_at", ...(masked ? ["order_lines.product_id"] : [])],
        cells: [{ kind: "analysis", analysis: "abc", params: masked ? { entity: "product" } : {} }],
      },
    ];
  },
};
