/** Why ABC cannot be told of some orders. */
import { m } from "../../messages/messages.ts";
import type { Telling, Unanswerable } from "../analysis.ts";
import { cutsOf, hasTypedCost, mostCuts, type AbcParams } from "./params.ts";

/** True for entities whose values are those of lines. */
export const isOfLines = ({ entity }: Pick<AbcParams, "entity">): boolean =>
  entity === "product" || entity === "category";

/** The reason in words, or null. */
export function check(params: AbcParams, { facts, messages }: Telling): Unanswerable {
  const has = (column: string) => facts.filled.includes(column);
  const because = (reason: string) => ({ reason });
  const { entity, by } = params;
  const cuts = cutsOf(params).length;
  if (cuts < 1 || cuts > mostCuts)
    return because(
      m.abc_refuse_cuts({ n: messages.integer(cuts), most: messages.integer(mostCuts) }, messages),
    );
  if (entity === "product" && params.xyz_cuts.length !== 2)
    return because(m.abc_refuse_xyz_cuts({ n: messages.integer(params.xyz_cuts.length) }, messages));
  if (entity === "customer" && (!facts.has_customer_key || facts.customers === 0))
    return because(m.abc_refuse_customer({}, messages));
  if (entity === "product" && !has("order_lines.product_id"))
    return because(m.abc_refuse_product({}, messages));
  if (entity === "category" && !has("order_lines.category"))
    return because(m.abc_refuse_category({}, messages));
  if (entity === "channel" && !has("channel")) return because(m.abc_refuse_channel({}, messages));
  if (entity === "country" && !has("country")) return because(m.abc_refuse_country({}, messages));
  if (by === "quantity" && !has("order_lines.quantity")) return because(m.abc_refuse_quantity({}, messages));
  if (by !== "net_amount" && by !== "profit") return null;
  if (isOfLines(params) && !has("order_lines.net_amount"))
    return because(m.abc_refuse_line_amount({}, messages));
  if (!isOfLines(params) && !has("net_amount")) return because(m.abc_refuse_amount({}, messages));
  const cost = isOfLines(params) ? "order_lines.cost_amount" : "cost_amount";
  if (by === "profit" && !has(cost) && !hasTypedCost(params)) return because(m.abc_refuse_cost({}, messages));
  return null;
}
