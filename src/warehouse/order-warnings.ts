/** What is found in the orders of a file: those without a date, an amount or a number, and those from the future. */
import type { Engine } from "../engine/engine.ts";
import type { PlanWarning } from "../orders/plan.ts";
import { literal } from "../sql/literal.ts";
import { has } from "./columns.ts";
import type { SourceFile } from "./group.ts";
import { linesTable, workTable, type Place } from "./names.ts";
import { physicalLines } from "./physical-lines.ts";
import { hasAmount } from "./read.ts";
import { roleOf } from "./roles.ts";
import { readRows } from "./rows.ts";

interface Check {
  readonly code: string;
  readonly message: string;
  /** A condition on `decided` (`orders`) and its first record (`lines`). */
  readonly condition: string;
}

/** Days after the import that a date may lie ahead: shops ahead of this browser's zone are in their next day. */
const daysAhead = 1;

/** Orders from before this day are older than what sells them: a broken date rather than a sale. */
const firstSale = "1980-01-01";

/** Positive amounts without which nothing is far from the others. */
const fewest = 6;

/**
 * A condition for amounts far above the others of the file: five robust deviations (1.4826 × MAD) above the median on the
 * log scale, and ten times it (as the findings say); null where there are too few to tell.
 */
async function farAmount(engine: Engine, orders: string, sourceId: number): Promise<string | null> {
  const [row] = await readRows(
    engine,
    `select cast(
    case
        when count(*) >= ${fewest}
            then greatest(exp(median(ln(exported)) + 5 * 1.4826 * mad(ln(exported))), 10 * exp(median(ln(exported))))
    end as varchar
) as bound
from ${orders}
where source_id = ${sourceId} and exported > 0`,
    { bound: { kind: "text", nullable: true } },
  );
  return row!.bound === null ? null : `orders.exported > cast('${row!.bound}' as double)`;
}

/** The warnings about the orders of a file, while it is attached and its orders are decided. */
export async function orderWarnings(
  engine: Engine,
  { sourceId, file }: SourceFile,
  place: Place,
  importedOn: string,
): Promise<readonly PlanWarning[]> {
  if (roleOf(file) !== "orders") return [];
  const far = hasAmount(file) ? await farAmount(engine, workTable(place, "decided"), sourceId) : null;
  const checks: readonly Check[] = [
    ...(far === null
      ? []
      : [{ code: "OUTLIER", message: "orders with an amount far above all others", condition: far }]),
    {
      code: "OUT_OF_RANGE",
      message: `orders dated before ${firstSale}`,
      condition: `orders.ordered_at < timestamp '${firstSale}'`,
    },
    {
      code: "MISSING_DATE",
      message: "orders without a date",
      condition: "orders.ordered_at is null and lines.unread_cells = 0",
    },
    ...(hasAmount(file)
      ? [
          {
            code: "MISSING_AMOUNT",
            message: "orders without an amount",
            condition: "orders.exported is null and lines.unread_cells = 0",
          },
        ]
      : []),
    ...(has(file, "order_id")
      ? [
          {
            code: "MISSING_ORDER_ID",
            message: "records without an order number",
            condition: "lines.order_id is null",
          },
        ]
      : []),
    {
      code: "FUTURE_DATE",
      message: "orders dated after the day of import",
      condition: `cast(orders.ordered_at as date) > ${literal({ date: importedOn })} + ${daysAhead}`,
    },
  ];
  const from = `from ${workTable(place, "decided")} as orders
join ${linesTable(place, sourceId)} as lines on lines.source_row = orders.first_row
where orders.source_id = ${sourceId}`;
  const [counts] = await readRows(
    engine,
    `select
    ${checks.map(({ condition }, index) => `cast(count(*) filter (${condition}) as bigint) as n${index}`).join(",\n    ")}
${from}`,
    Object.fromEntries(checks.map((_, index) => [`n${index}`, { kind: "integer" } as const])),
  );
  const warnings: PlanWarning[] = [];
  for (const [index, { code, message, condition }] of checks.entries()) {
    const count = counts![`n${index}`]!;
    if (count === 0) continue;
    const lines = await physicalLines(
      engine,
      file,
      `select orders.first_row as source_row ${from} and ${condition}`,
    );
    warnings.push({ code, message, lines, count });
  }
  return warnings;
}
