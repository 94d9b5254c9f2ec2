/** The receipts and the ledger, read back from the tables: the same before they are put in place and after a reload. */
import type { Engine } from "../engine/engine.ts";
import type { FilePlan, FileRole, ImportPlan, PlanWarning } from "../orders/plan.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { FileReport, LedgerLine, OrderSums } from "../orders/receipt.ts";
import { mappedColumns } from "./columns.ts";
import { exactText } from "./exact-text.ts";
import type { Staged } from "./load.ts";
import { inPlace, table, type Place } from "./names.ts";
import { roleOf } from "./roles.ts";
import { readRows } from "./rows.ts";
import { storedFiles } from "./sources.ts";

/** At most so many rejected and skipped records are listed. */
const listed = 1000;

/** What is read from: the tables in place, or those of a staged import. */
export type From = Engine | Pick<Staged, "engine" | "place">;

/** The engine and the place of what stands or is staged. */
export function placeOf(from: From): readonly [Engine, Place] {
  return "place" in from ? [from.engine, from.place] : [from, inPlace];
}

const summary = {
  source_id: { kind: "integer" },
  orders: { kind: "integer" },
  customers: { kind: "integer", nullable: true },
  guests: { kind: "integer" },
  amount_total: { kind: "text", nullable: true },
  amount_by_currency: { kind: "text", nullable: true },
} as const;

const ledgerColumns = {
  source_id: { kind: "integer" },
  file: { kind: "text" },
  line: { kind: "text" },
  records: { kind: "integer" },
  amount: { kind: "text" },
} as const;

async function ledgerRows(engine: Engine, place: Place) {
  const rows = await readRows(
    engine,
    `select
    ledger.source_id,
    sources.name as file,
    ledger.line,
    ledger.records,
    cast(ledger.amount as varchar) as amount
from ${table(place, "ledger")} as ledger
join ${table(place, "sources")} as sources using (source_id)
order by ledger.source_id, ledger.position`,
    ledgerColumns,
  );
  return rows.map((row) => ({ ...row, amount: exactText(row.amount) }));
}

/** Orders of each file by the ledger's line that they stand in. */
async function ordersByLine(
  engine: Engine,
  place: Place,
): Promise<ReadonlyMap<number, Readonly<Record<string, number>>>> {
  const rows = await readRows(
    engine,
    `select source_id, coalesce('excluded:' || excluded_by, 'kept') as line, cast(count(*) as integer) as orders
from ${table(place, "all_orders")}
group by all
order by source_id, line`,
    { source_id: { kind: "integer" }, line: { kind: "text" }, orders: { kind: "integer" } },
  );
  const files = new Map<number, Record<string, number>>();
  for (const { source_id, line, orders } of rows)
    files.set(source_id, { ...files.get(source_id), [line]: orders });
  return files;
}

/** Orders whose id also stands in another file of the store: one of them counts, and they are always listed. */
async function overlaps(engine: Engine, place: Place): Promise<ReadonlyMap<number, number>> {
  const rows = await readRows(
    engine,
    `select source_id, cast(count(*) as integer) as orders
from ${table(place, "all_orders")}
where excluded_by = 'same_order'
group by source_id
order by source_id`,
    { source_id: { kind: "integer" }, orders: { kind: "integer" } },
  );
  return new Map(rows.map(({ source_id, orders }) => [source_id, orders]));
}

/** Roles of files whose records belong to no order. */
const withoutOrders: readonly FileRole[] = ["products", "costs", "contacts", "reasons"];

/** Records of contacts and reasons by file whose customer no order knows. */
async function strangersOf(engine: Engine, place: Place): Promise<ReadonlyMap<number, number>> {
  const names = (["contacts", "reasons"] as const).map((name) => table(place, name));
  const rows = await readRows(
    engine,
    `select source_id, cast(count(*) as integer) as records
from (
    ${names.map((name) => `select source_id from ${name} where customer_key is null`).join("\n    union all\n    ")}
)
group by source_id
order by source_id`,
    { source_id: { kind: "integer" }, records: { kind: "integer" } },
  );
  return new Map(rows.map(({ source_id, records }) => [source_id, records]));
}

function byCurrency(text: string | null): Readonly<Record<string, string>> | undefined {
  if (text === null) return undefined;
  const amounts = JSON.parse(text) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(amounts).map(([currency, amount]) => [currency, exactText(amount)]),
  );
}

/** The file's single currency: its column's only one, or the plan's. */
async function currencies(engine: Engine, place: Place): Promise<ReadonlyMap<number, string>> {
  const rows = await readRows(
    engine,
    `select source_id, min(currency) as currency
from ${table(place, "all_orders")}
where currency is not null
group by source_id
having count(distinct currency) = 1
order by source_id`,
    { source_id: { kind: "integer" }, currency: { kind: "text" } },
  );
  return new Map(rows.map(({ source_id, currency }) => [source_id, currency]));
}

const sumColumns = [
  "net_amount",
  "shipping_amount",
  "tax_amount",
  "discount_amount",
  "refund_amount",
] as const satisfies readonly (keyof OrderSums)[];

/** What the kept orders of each file come to. */
async function sums(engine: Engine, place: Place): Promise<ReadonlyMap<number, OrderSums>> {
  const text = { kind: "text", nullable: true } as const;
  const rows = await readRows(
    engine,
    `select
    source_id,
    ${sumColumns.map((column) => `cast(cast(sum(${column}) as DECIMAL(18,4)) as varchar) as ${column}`).join(",\n    ")}
from ${table(place, "orders")}
group by source_id
order by source_id`,
    {
      source_id: { kind: "integer" },
      net_amount: text,
      shipping_amount: text,
      tax_amount: text,
      discount_amount: text,
      refund_amount: text,
    },
  );
  const exact = (value: string | null) => (value === null ? null : exactText(value));
  return new Map(
    rows.map((row) => [
      row.source_id,
      {
        net_amount: exact(row.net_amount),
        shipping_amount: exact(row.shipping_amount),
        tax_amount: exact(row.tax_amount),
        discount_amount: exact(row.discount_amount),
        refund_amount: exact(row.refund_amount),
      },
    ]),
  );
}

const mappingOf = (file: FilePlan) =>
  Object.fromEntries(
    mappedColumns(file).flatMap((column) => {
      const index = file.mapping[column];
      return index === undefined ? [] : [[column, file.columns[index]!.name]];
    }),
  );

/** The receipts of all files and their ledger. */
export async function readReports(
  from: From,
): Promise<{ readonly files: readonly FileReport[]; readonly ledger: readonly LedgerLine[] }> {
  const [engine, place] = placeOf(from);
  const { files } = await storedFiles(engine, place);
  const lines = await ledgerRows(engine, place);
  const same = await overlaps(engine, place);
  const currency = await currencies(engine, place);
  const unknown = await strangersOf(engine, place);
  const kept = await sums(engine, place);
  const byLine = await ordersByLine(engine, place);
  const rows = await readRows(
    engine,
    `select
    source_id,
    orders,
    customers,
    guests,
    cast(amount_total as varchar) as amount_total,
    amount_by_currency
from ${table(place, "sources")}
order by source_id`,
    summary,
  );
  const reports = files.map(({ sourceId, file }): FileReport => {
    const own = lines.filter(({ source_id }) => source_id === sourceId);
    const row = rows.find(({ source_id }) => source_id === sourceId)!;
    const skipped = file.skipped.filter(({ why }) => why !== "blank");
    const records = own.find(({ line }) => line === "read")!.records;
    const amounts = byCurrency(row.amount_by_currency);
    const overlap = same.get(sourceId) ?? 0;
    const strangers = unknown.get(sourceId) ?? 0;
    const warnings: PlanWarning[] = [...file.warnings];
    if (amounts)
      warnings.push({
        code: "MIXED_CURRENCY",
        message: `amounts in ${Object.keys(amounts).join(", ")} are not added up`,
        count: Object.keys(amounts).length,
      });
    if (overlap > 0)
      warnings.push({
        code: "OVERLAPPING_ORDERS",
        message: "orders that another file of the same store has too count once",
        count: overlap,
      });
    if (strangers > 0)
      warnings.push({
        code: "UNKNOWN_CUSTOMERS",
        message: "records of customers who have no order in the files are kept, and count for nobody",
        count: strangers,
      });
    const name =
      currency.get(sourceId) ?? (roleOf(file) === "orders" ? undefined : (file.currency ?? undefined));
    return {
      name: file.name,
      ...(file.role === undefined ? {} : { role: file.role }),
      outcome: file.questions.some(({ question }) => question !== "time_zone") ? "ask" : "load",
      source: file.source,
      encoding: file.encoding,
      ...((file.container ?? "text") === "text" ? { delimiter: file.dialect.delimiter } : {}),
      ...(file.sheet === undefined ? {} : { sheet: file.sheet }),
      ...(file.headerLine === null ? {} : { header_line: file.headerLine }),
      ...(name === undefined ? {} : { currency: name }),
      columns: file.columns.map((column) => column.name),
      mapping: mappingOf(file),
      records,
      rejected_count: file.rejected.length,
      skipped_count: skipped.length,
      rows_loaded: records - file.rejected.length - skipped.length,
      rejected: file.rejected.slice(0, listed),
      skipped: skipped.slice(0, listed),
      excluded: Object.fromEntries(
        own
          .filter(({ line }) => line.startsWith("excluded:"))
          .map((line) => [
            line.line.slice("excluded:".length),
            { records: line.records, amount: line.amount },
          ]),
      ),
      amount_total: row.amount_total === null ? null : exactText(row.amount_total),
      ...(amounts ? { amount_by_currency: amounts } : {}),
      ...(byLine.has(sourceId) ? { orders_by_line: byLine.get(sourceId)! } : {}),
      ...(kept.has(sourceId) ? { sums: kept.get(sourceId)! } : {}),
      customers: row.customers,
      orders: withoutOrders.includes(roleOf(file)) ? null : row.orders,
      guests: row.guests,
      // Of two warnings of one kind that with a count says more: the first was found in a sample.
      warnings: warnings.filter(
        ({ code, count }) =>
          count !== undefined || !warnings.some((other) => other.code === code && other.count !== undefined),
      ),
    };
  });
  return {
    files: reports,
    ledger: lines.map(({ file, line, records, amount }) => ({ file, line, records, amount })),
  };
}

/** How the orders of a place were read, under these rules; the time zone is in the columns' readings alone. */
export async function readPlan(from: From, rules: CountingRules): Promise<ImportPlan> {
  const [engine, place] = placeOf(from);
  const { files, importedOn } = await storedFiles(engine, place);
  return { files: files.map(({ file }) => file), rules, timeZone: null, importedOn };
}
