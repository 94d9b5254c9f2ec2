/** Builds the tables of the data model from typed lines under counting rules, in a place of their own. */
import type { Engine } from "../engine/engine.ts";
import type { CountingRules } from "../orders/rules.ts";
import { attachStatement } from "./attach.ts";
import { buyersStatement } from "./buyers.ts";
import { conversion, type Conversion } from "./currency.ts";
import { decideStatement } from "./decide.ts";
import { groupStatement, type SourceFile } from "./group.ts";
import { hasJoins, joinStatements } from "./join.ts";
import { attributesStatement } from "./joined-customers.ts";
import { contactsStatement, peopleKeysStatement, reasonsStatement } from "./joined-people.ts";
import { costsStatement } from "./joined-products.ts";
import { ledgerStatements } from "./ledger.ts";
import { hasLines, joinsCosts, linesStatement } from "./lines.ts";
import { table, workTable, working, type Place } from "./names.ts";
import { orderStatements, refundsStatement } from "./orders.ts";
import { customersStatement, productsStatement } from "./customers-and-products.ts";
import { ofRole } from "./roles.ts";
import { readTexts } from "./rows.ts";

/** Options of a build. */
export interface BuildOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called before each of the build's steps with its number and how many there are. */
  readonly onStep?: ((step: number, of: number) => void) | undefined;
}

/** Groups the typed lines into orders and decides each; leaves the working tables for the tables that follow. */
export async function decideOrders(
  engine: Engine,
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
  { signal, onStep }: BuildOptions = {},
): Promise<Conversion> {
  const options = signal ? { signal } : {};
  const grouped = workTable(place, "grouped");
  const orders = ofRole(files, "orders");
  const joins = hasJoins(files);
  onStep?.(1, 6);
  await engine.define(
    groupStatement(joins ? workTable(place, "ordered") : grouped, orders, place, rules),
    options,
  );
  if (joins)
    for (const statement of joinStatements(files, place, rules)) await engine.define(statement, options);
  onStep?.(2, 6);
  await engine.define(buyersStatement(orders, place, rules), options);
  if (rules.unattached_negative === "attach_latest")
    await engine.define(attachStatement(orders, place, rules), options);
  const currencies = await readTexts(
    engine,
    `select distinct currency from ${grouped} where currency is not null order by currency`,
  );
  const money = conversion(rules.currency, currencies);
  onStep?.(3, 6);
  await engine.define(decideStatement(files, place, rules, money), options);
  return money;
}

/** The statements that drop the working tables of a place. */
export function dropWorking(place: Place): string {
  return working.map((name) => `drop table if exists ${workTable(place, name)};`).join("\n");
}

/**
 * Builds `all_orders`, `orders`, `refunds`, `order_lines`, `customers`, `products`, `customer_attributes`, `costs`,
 * `contacts`, `reasons` and `ledger` in a place. The working tables stay until {@link dropWorking}.
 */
export async function buildTables(
  engine: Engine,
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
  build: BuildOptions = {},
): Promise<void> {
  const money = await decideOrders(engine, files, place, rules, build);
  const options = build.signal ? { signal: build.signal } : {};
  const lines = files.some(hasLines);
  build.onStep?.(4, 6);
  await engine.define(
    [costsStatement(files, place), linesStatement(files, place, rules, money)].join("\n"),
    options,
  );
  build.onStep?.(5, 6);
  await engine.define(
    [...orderStatements(place, rules, joinsCosts(files)), refundsStatement(files, place, rules, money)].join(
      "\n",
    ),
    options,
  );
  build.onStep?.(6, 6);
  await engine.define(
    [
      productsStatement(place, lines),
      attributesStatement(files, place),
      customersStatement(files, place, lines),
      peopleKeysStatement(files, place),
      contactsStatement(files, place),
      reasonsStatement(files, place),
      ...(lines ? [`alter table ${table(place, "order_lines")} drop column order_key;`] : []),
      ...ledgerStatements(files, place, rules),
    ].join("\n"),
    options,
  );
}
