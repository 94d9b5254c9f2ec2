/** The tables of sources and rejections, and the files' plans read back from them. */
import type { Engine } from "../engine/engine.ts";
import type { FilePlan } from "../orders/plan.ts";
import { createTable } from "../orders/schema.ts";
import { literal } from "../sql/literal.ts";
import type { SourceFile } from "./group.ts";
import { table, workTable, type Place } from "./names.ts";
import { hasJoins } from "./join.ts";
import { hasAmount } from "./read.ts";
import { amountFrom, roleOf } from "./roles.ts";
import { readRows } from "./rows.ts";

/** Orders, customers and guests that the records of joined files belong to; of contacts and reasons their customers. */
function joinedCounts(place: Place): string {
  const counts = (source: string) => `
    select
        ${source} as source_id,
        cast(count(distinct orders.order_key) as integer) as orders,
        cast(count(distinct orders.customer_key) as integer) as customers,
        0 as guests
    from`;
  return `
    union all${counts("joined.source_id")} ${workTable(place, "joined")} as joined
    join ${workTable(place, "decided")} as orders using (order_key)
    group by joined.source_id
    union all${counts("customer_record // 4294967296")} ${workTable(place, "decided")} as orders
    where customer_record is not null
    group by customer_record // 4294967296${(["contacts", "reasons"] as const)
      .map(
        (role) => `
    union all
    select
        source_id,
        0 as orders,
        cast(count(distinct customer_key) as integer) as customers,
        0 as guests
    from ${table(place, role)}
    group by source_id`,
      )
      .join("")}`;
}

/** The statements that make `sources` and `rejections`, while the working tables stand and after the ledger. */
export function sourceStatements(
  files: readonly SourceFile[],
  place: Place,
  importedOn: string,
): readonly string[] {
  const sources = table(place, "sources");
  const rejections = table(place, "rejections");
  const values = files.map(
    (source) =>
      `(${source.sourceId}, ${literal(source.file.name)}, ${literal(source.file.source)}, ${source.file.bytes}, ${literal(JSON.stringify(source.file))}, ${["customers", "contacts", "reasons"].includes(roleOf(source.file)) || source.file.structure.hasCustomerKey}, ${hasAmount(source.file) || amountFrom(source, files) !== null})`,
  );
  const rejected = files.flatMap(({ sourceId, file }) =>
    file.rejected.map(
      ({ record, line, column, text, reason }) =>
        `(${sourceId}, ${record}, ${line}, ${literal(column ?? null)}, ${literal(text ?? null)}, ${literal(reason)})`,
    ),
  );
  return [
    createTable("sources", sources),
    `insert into ${sources}
with files as (
    select *
    from (values
        ${values.join(",\n        ")}
    ) as files (source_id, name, source, bytes, plan, has_customer_key, has_amount)
),
currencies as (
    select source_id, exported_currency as currency, coalesce(sum(exported), 0) as amount
    from ${workTable(place, "decided")}
    where exported is not null
    group by all${
      hasJoins(files)
        ? `
    union all
    select source_id, currency, coalesce(sum(amount), 0) as amount
    from ${workTable(place, "joined")}
    where amount is not null
    group by all`
        : ""
    }
),
totals as (
    select
        source_id,
        count(currency) as currencies,
        '{' || string_agg('"' || currency || '":"' || cast(amount as varchar) || '"', ',' order by currency) || '}'
            as by_currency
    from currencies
    group by source_id
),
counts as (
    select
        source_id,
        cast(count(*) as integer) as orders,
        cast(count(distinct customer_key) as integer) as customers,
        cast(count(*) filter (customer_key is null) as integer) as guests
    from ${workTable(place, "decided")}
    where excluded_by is distinct from 'not_an_order'
    group by source_id${hasJoins(files) ? joinedCounts(place) : ""}
)
select
    files.source_id,
    files.name,
    files.source,
    cast(files.bytes as bigint),
    timestamp ${literal(`${importedOn} 00:00:00`)},
    files.plan,
    coalesce(counts.orders, 0),
    case when files.has_customer_key then coalesce(counts.customers, 0) end,
    coalesce(counts.guests, 0),
    case when files.has_amount and coalesce(totals.currencies, 0) < 2 then read.amount end,
    case when totals.currencies > 1 then totals.by_currency end
from files
left join totals using (source_id)
left join counts using (source_id)
left join ${table(place, "ledger")} as read on read.source_id = files.source_id and read.line = 'read'
order by files.source_id;`,
    createTable("rejections", rejections),
    ...(rejected.length === 0 ? [] : [`insert into ${rejections} values\n${rejected.join(",\n")};`]),
  ];
}

/** The files of a place as they were planned, with the day of their import. */
export async function storedFiles(
  engine: Engine,
  place: Place,
): Promise<{ readonly files: readonly SourceFile[]; readonly importedOn: string }> {
  const rows = await readRows(
    engine,
    `select source_id, plan, strftime(imported_at, '%Y-%m-%d') as imported_on
from ${table(place, "sources")}
order by source_id`,
    { source_id: { kind: "integer" }, plan: { kind: "text" }, imported_on: { kind: "text" } },
  );
  return {
    files: rows.map(({ source_id, plan }) => ({ sourceId: source_id, file: JSON.parse(plan) as FilePlan })),
    importedOn: rows.at(-1)?.imported_on ?? "1970-01-01",
  };
}
