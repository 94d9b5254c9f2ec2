/** How the customers of a list are chosen, in words. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { ListSource } from "../notebook/document.ts";
import type { OrderFacts } from "../orders/facts.ts";
import { RegularsError } from "../base/error.ts";
import { parseParams } from "../sql/parse-params.ts";
import type { ParamSpecs } from "../sql/params.ts";
import type { Context } from "../sql/query.ts";
import { markWords, ruleSentence } from "./mark-words.ts";

/** What the list holds, empty where only its text says it, and by what it is chosen. */
export function listWords(
  list: ListSource,
  analyses: readonly AnyAnalysis[],
  messages: Messages,
  context: Context | null,
  facts: OrderFacts,
): { readonly what: string; readonly how: string } {
  if (list.by === "sql") return { what: "", how: m.customers_list_by_sql({}, messages) };
  if (list.by === "customers") return { what: "", how: m.customers_list_by_customers({}, messages) };
  const how = m.customers_list_by_rule({}, messages);
  const { analysis: id, asOf, where } = list.rule;
  const analysis = analyses.find((each) => each.id === id);
  if (!analysis) return { what: m.customers_list_unknown({ id }, messages), how };
  if (!context) return { what: "", how };
  try {
    const params = parseParams(analysis.params as ParamSpecs, list.rule.params) as Record<string, unknown>;
    const telling = { messages, context, facts };
    const { rule } = markWords(analysis, params, where, telling);
    return { what: ruleSentence(rule, asOf ?? context.as_of, false, messages), how };
  } catch (error) {
    // Parameters that do not fit: the cell itself says so where it fails.
    if (!(error instanceof RegularsError)) throw error;
    return { what: "", how };
  }
}
