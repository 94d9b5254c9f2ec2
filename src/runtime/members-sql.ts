/** The customers behind a mark of an analysis's chart, as SQL. */
import type { AnyAnalysis, Mark } from "../analyses/analysis.ts";
import { RegularsError } from "../base/error.ts";
import { composePart } from "../sql/compose.ts";
import type { ColumnSpecs } from "../sql/columns.ts";
import { literal } from "../sql/literal.ts";
import type { Context, SqlValue } from "../sql/query.ts";
import { render } from "../sql/render.ts";
import { statementsOf, valuesOf, type CheckedParams } from "./statements.ts";

/** A condition of a mark; null matches null. */
function condition(columns: ColumnSpecs, name: string, value: Mark[string]): string {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (!column) throw new RegularsError(`unknown column of a mark: ${name}`);
  if (value === null) return `${name} is null`;
  const shown: SqlValue = column.kind === "date" ? { date: String(value) } : value;
  return `${name} = ${literal(shown)}`;
}

/**
 * Returns one SELECT of the customer_keys behind a mark, each once, ordered. Like the statements of the analysis it reads
 * `orders`, `order_lines` and `customers`, which a filter may shadow.
 * @throws RegularsError where the analysis knows no customers behind its marks, or not these columns.
 */
export function membersSql(
  analysis: AnyAnalysis,
  params: CheckedParams,
  context: Context,
  mark: Mark,
): string {
  const { members } = analysis;
  if (!members) throw new RegularsError(`unknown members: ${analysis.id} has none`);
  const { askedBy } = members;
  const text = askedBy && params[askedBy.param] === true ? askedBy.sql : members.sql;
  const own = render(text, valuesOf(analysis, params, context));
  const all = members.readsResult ? composePart(statementsOf(analysis, params, context).sql, own) : own;
  const where = Object.entries(mark).map(([name, value]) => condition(members.columns, name, value));
  const lines = [
    "select distinct customer_key",
    "from members",
    ...where.map((text, index) => `${index === 0 ? "where" : "    and"} ${text}`),
    "order by customer_key",
  ];
  return composePart(all, lines.join("\n"), "members");
}
