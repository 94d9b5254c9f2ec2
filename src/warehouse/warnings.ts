/** What the load finds in a file beyond its plan: cells that cannot be read, repeated records, lost digits. */
import type { Engine } from "../engine/engine.ts";
import { groupWords } from "../orders/contact-groups.ts";
import type { FilePlan, PlanWarning } from "../orders/plan.ts";
import { literal } from "../sql/literal.ts";
import { has } from "./columns.ts";
import { hasLostDigits } from "./coerce/text.ts";
import type { SourceFile } from "./group.ts";
import { mostLines, physicalLines } from "./physical-lines.ts";
import { tellsKinds } from "./record-kind.ts";
import { recordDoubts } from "./record-doubts.ts";
import { roleOf } from "./roles.ts";
import { readRows, readTexts } from "./rows.ts";
import { keepUnreadCells } from "./unread-cells.ts";

const one = { n: { kind: "integer" } } as const;

async function count(engine: Engine, sql: string): Promise<number> {
  const [row] = await readRows(engine, `select cast((${sql}) as bigint) as n`, one);
  return row!.n;
}

async function unreadCells(engine: Engine, file: FilePlan, lines: string): Promise<readonly PlanWarning[]> {
  const columns = await keepUnreadCells(engine, file, lines, mostLines);
  return columns.map(({ column, isAmount, cells, lines: listed }) => ({
    code: isAmount ? "NON_NUMERIC_AMOUNT" : "INVALID_DATE",
    message: `${column}: cells that are no ${isAmount ? "amount" : "date"} were left empty`,
    lines: listed,
    count: cells,
  }));
}

async function repeated(engine: Engine, file: FilePlan, lines: string): Promise<readonly PlanWarning[]> {
  const copies = await count(engine, `select count(*) - count(distinct record_hash) from ${lines}`);
  return copies === 0
    ? []
    : [
        {
          code: "DUPLICATE_ROWS",
          message: "identical records stand in the file",
          lines: await physicalLines(
            engine,
            file,
            `select source_row from ${lines} qualify row_number() over (partition by record_hash order by source_row) > 1`,
          ),
          count: copies,
        },
      ];
}

async function lostDigits(engine: Engine, file: FilePlan, lines: string): Promise<readonly PlanWarning[]> {
  const warnings: PlanWarning[] = [];
  for (const column of ["order_id", "customer_id", "product_id", "phone"] as const) {
    if (!has(file, column)) continue;
    const lost = await count(engine, `select count(*) from ${lines} where ${hasLostDigits(column)}`);
    if (lost > 0)
      warnings.push({
        code: "ID_PRECISION_LOST",
        message: `${file.columns[file.mapping[column]!]!.name}: ids in scientific notation have lost digits`,
        lines: await physicalLines(
          engine,
          file,
          `select source_row from ${lines} where ${hasLostDigits(column)}`,
        ),
        count: lost,
      });
  }
  return warnings;
}

async function unknownStatuses(
  engine: Engine,
  file: FilePlan,
  lines: string,
): Promise<readonly PlanWarning[]> {
  if (roleOf(file) !== "orders") return [];
  const known = literal(Object.keys(file.statuses));
  const columns = (["status", "refund_status"] as const).filter((column) => has(file, column));
  const kind = tellsKinds(file) ? "record_kind is null and " : "";
  const unknown: string[] = [];
  for (const column of columns)
    unknown.push(
      ...(await readTexts(
        engine,
        `select distinct lower(${column}) as text from ${lines} where ${kind}${column} is not null and not list_contains(cast(${known} as varchar[]), lower(${column})) order by text limit 20`,
      )),
    );
  return unknown.length === 0
    ? []
    : [
        {
          code: "UNKNOWN_STATUS",
          message: `orders with a status that is not known count as paid: ${unknown.join(", ")}`,
          count: unknown.length,
        },
      ];
}

/** Words of a group that are not known: nobody is taken for treated or for control on a guess. */
async function unknownGroups(engine: Engine, file: FilePlan, lines: string): Promise<readonly PlanWarning[]> {
  if (roleOf(file) !== "contacts" || !has(file, "contact_group")) return [];
  const known = literal(Object.values(groupWords).flat());
  const other = `coalesce(not list_contains(cast(${known} as varchar[]), lower(trim(contact_group))), true)`;
  const records = await count(engine, `select count(*) from ${lines} where ${other}`);
  if (records === 0) return [];
  const words = await readTexts(
    engine,
    `select distinct coalesce(trim(contact_group), '—') as text from ${lines} where ${other} order by text limit 20`,
  );
  return [
    {
      code: "UNKNOWN_GROUP",
      message: `contacts of a group that is neither treated nor control are in none: ${words.join(", ")}`,
      count: records,
    },
  ];
}

/** The warnings that only the whole file can give, while it is attached. */
export async function loadWarnings(
  engine: Engine,
  { file }: SourceFile,
  lines: string,
): Promise<readonly PlanWarning[]> {
  return [
    ...(await unreadCells(engine, file, lines)),
    ...(await repeated(engine, file, lines)),
    ...(await recordDoubts(engine, file, lines)),
    ...(await lostDigits(engine, file, lines)),
    ...(await unknownStatuses(engine, file, lines)),
    ...(await unknownGroups(engine, file, lines)),
  ];
}
