/** What the load doubts in a file's records: an order number with different contents, numbers that no amount has. */
import type { Engine } from "../engine/engine.ts";
import type { FilePlan, PlanWarning } from "../orders/plan.ts";
import { has } from "./columns.ts";
import { buyerKey, isNobody } from "./group.ts";
import { mostLines, physicalLines } from "./physical-lines.ts";
import { roleOf } from "./roles.ts";
import { readRows } from "./rows.ts";
import { unreadTable } from "./unread-cells.ts";

/**
 * Records (`source_row`) that contradict an earlier one of their order: another buyer, or, in a file of about one record
 * an order, another content for the same product. Negative records are refunds, and contradict nothing.
 */
function contradictions(file: FilePlan, lines: string): string {
  const buyers = (["customer_id", "email", "phone"] as const)
    .filter((column) => has(file, column))
    .map((column) => buyerKey(column));
  const product = (["product_id", "product_name"] as const).find((column) => has(file, column)) ?? "''";
  const buyer = buyers.length === 0 ? "null" : `coalesce(${buyers.join(", ")})`;
  return `with positive as (
    select source_row, order_id, record_hash, ${buyer} as buyer, coalesce(${product}, '') as product
    from ${lines}
    where order_id is not null and coalesce(record_amount, 0) >= 0
),
repeated as (
    select *
    from positive
    where order_id in (select order_id from positive group by order_id having count(*) > 1)
),
single as (
    select count(*) < 1.25 * count(distinct order_id) as is_single from positive
)
select source_row
from repeated
qualify
    row_number() over (partition by order_id order by source_row) > 1
    and (
        min(buyer) over (partition by order_id) <> max(buyer) over (partition by order_id)
        or (
            (select is_single from single)
            and min(record_hash) over (partition by order_id, product)
                <> max(record_hash) over (partition by order_id, product)
        )
    )`;
}

/** Order numbers that stand for different orders, in a file whose platform is not known: a platform repeats its own. */
async function conflicts(engine: Engine, file: FilePlan, lines: string): Promise<readonly PlanWarning[]> {
  if (roleOf(file) !== "orders" || file.source !== "generic" || !has(file, "order_id")) return [];
  const chosen = contradictions(file, lines);
  const [row] = await readRows(engine, `select cast(count(*) as bigint) as n from (${chosen})`, {
    n: { kind: "integer" },
  });
  if (row!.n === 0) return [];
  return [
    {
      code: "CONFLICTING_DUPLICATES",
      message: "records of one order number differ in more than their product",
      lines: await physicalLines(engine, file, chosen),
      count: row!.n,
    },
  ];
}

/** Records whose buyer is a word for nobody; their orders count as guests'. */
async function nobodies(engine: Engine, file: FilePlan, lines: string): Promise<readonly PlanWarning[]> {
  const keys = (["customer_id", "email"] as const).filter((column) => has(file, column));
  if (keys.length === 0 || roleOf(file) !== "orders") return [];
  const chosen = `select source_row from ${lines} where ${keys.map((column) => isNobody(`lower(${column})`)).join(" or ")}`;
  const [row] = await readRows(engine, `select cast(count(*) as bigint) as n from (${chosen})`, {
    n: { kind: "integer" },
  });
  if (row!.n === 0) return [];
  return [
    {
      code: "NO_CUSTOMER",
      message: "words for nobody stand for the customer: these orders are guests'",
      lines: await physicalLines(engine, file, chosen),
      count: row!.n,
    },
  ];
}

/** Amounts that are numbers, and too large for money or written as a power of ten. */
async function tooLarge(engine: Engine, lines: string): Promise<readonly PlanWarning[]> {
  const rows = await readRows(
    engine,
    `select cast(line as bigint) as line, cast(count(*) over () as bigint) as n
from ${unreadTable(lines)}
where reason = 'no_amount'
    and regexp_full_match(text, '[-+(]?[^0-9]{0,4}[0-9]([0-9., '']*[0-9]){11,}.*|[-+]?[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+')
order by line
limit ${mostLines}`,
    { line: { kind: "integer" }, n: { kind: "integer" } },
  );
  if (rows.length === 0) return [];
  return [
    {
      code: "OUT_OF_RANGE",
      message: "amounts of a million million or more were left empty",
      lines: rows.map(({ line }) => line),
      count: rows[0]!.n,
    },
  ];
}

/** The doubts about a file's typed lines, while it is attached and its unread cells are kept. */
export async function recordDoubts(
  engine: Engine,
  file: FilePlan,
  lines: string,
): Promise<readonly PlanWarning[]> {
  return [
    ...(await conflicts(engine, file, lines)),
    ...(await nobodies(engine, file, lines)),
    ...(await tooLarge(engine, lines)),
  ];
}
