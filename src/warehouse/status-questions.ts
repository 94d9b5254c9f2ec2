/** Statuses that a source does not know, over the whole of a file: each is asked about, with its orders and their money. */
import type { Engine } from "../engine/engine.ts";
import { orderStatuses, type FilePlan, type OpenQuestion } from "../orders/plan.ts";
import type { CountingRules } from "../orders/rules.ts";
import { literal } from "../sql/literal.ts";
import { has } from "./columns.ts";
import { orderIdOf, type SourceFile } from "./group.ts";
import { hasAmount } from "./read.ts";
import { tellsKinds } from "./record-kind.ts";
import { exactText } from "./exact-text.ts";
import { readRows } from "./rows.ts";

/** At most so many texts of a column are asked about, those of most orders first. */
const mostAsked = 12;

/** Columns whose texts say an order's state. */
const statusColumns = ["status", "refund_status"] as const;

/** Texts that a person is asked about: unknown ones, and those that were answered already. */
function askedTexts({ statuses, statusAnswers = {} }: FilePlan, column: string): string {
  const settled = Object.keys(statuses).filter((text) => !Object.hasOwn(statusAnswers, text));
  return `${column} is not null and not list_contains(cast(${literal(settled)} as varchar[]), lower(${column}))`;
}

/** The condition that a record is of an order, where the file tells its records apart. */
const isOrder = (file: FilePlan) => (tellsKinds(file) ? "record_kind is null" : "true");

/**
 * The question about each text of the status columns that the source does not know, those of most orders first. A text that
 * was answered is asked again with its answer chosen.
 */
export async function statusQuestions(
  engine: Engine,
  { file }: SourceFile,
  lines: string,
  rules: CountingRules,
): Promise<readonly OpenQuestion[]> {
  const questions: OpenQuestion[] = [];
  for (const column of statusColumns.filter((name) => has(file, name))) {
    const asked = askedTexts(file, column);
    const once = file.structure.amount === "once_per_order";
    const rows = await readRows(
      engine,
      `with orders as (
    select
        lower(${column}) as text,
        any_value(${column}) as shown,
        ${once ? "arg_min(record_amount, source_row)" : "sum(record_amount)"} as amount
    from ${lines}
    where ${isOrder(file)} and ${asked}
    group by ${orderIdOf(file, rules)}, lower(${column})
)
select
    min(shown) as text,
    cast(count(*) as integer) as orders,
    cast(cast(sum(amount) as DECIMAL(38,4)) as varchar) as amount
from orders
group by orders.text
order by orders desc, text
limit ${mostAsked}`,
      {
        text: { kind: "text" },
        orders: { kind: "integer" },
        amount: { kind: "text", nullable: true },
      },
    );
    for (const { text, orders, amount } of rows)
      questions.push({
        question: "status",
        option: "statuses",
        column: file.columns[file.mapping[column]!]!.name,
        text,
        choices: orderStatuses,
        chosen: file.statusAnswers?.[text.toLowerCase()] ?? "paid",
        evidence: [{ key: "platforms_ev_status_unknown" }],
        orders,
        amount: amount === null || !hasAmount(file) ? null : exactText(amount),
      });
  }
  return questions;
}
