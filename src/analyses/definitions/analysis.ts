/** definitions: one figure under every counting rule, a specification curve. */
import { m } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { markOf, members } from "./members.ts";
import { params, type DefinitionsParams } from "./params.ts";
import { columns, parts, sql } from "./result.ts";

function check({ figure }: DefinitionsParams, { facts, messages }: Telling): Unanswerable {
  const isMoney = figure === "net_amount" || figure === "average_order_value";
  if (isMoney && !facts.filled.includes("net_amount")) return { reason: m.def_refuse_amount({}, messages) };
  if (!isMoney && figure !== "orders" && (!facts.has_customer_key || facts.customers === 0))
    return { reason: m.def_refuse_customer({}, messages) };
  return null;
}

/** A figure under other counting rules, alone and combined. Rows and parts: result.ts. */
export const definitions: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "definitions",
  sql,
  params,
  columns,
  parts,
  members,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.def_title({}, messages),
  question: (messages) => m.def_question({}, messages),
  paramLabel,
  choiceLabel,
  rowMark: markOf,
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
