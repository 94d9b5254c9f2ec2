/** Lists of more customers than a document holds, kept beside the orders. */
import type { Engine } from "../engine/engine.ts";
import { createTable } from "../orders/schema.ts";
import { literal } from "../sql/literal.ts";

/** Customers in one statement. */
const batch = 20_000;

/**
 * Stores the customer_ids of a list under a key that no other list has, in one transaction; a checkpoint is the caller's.
 * A list is never changed: another choice is stored under another key, so that a step back finds the one before.
 */
export async function storeList(engine: Engine, key: string, customers: readonly string[]): Promise<void> {
  const ids = [...new Set(customers)];
  const batches = Array.from({ length: Math.ceil(ids.length / batch) }, (_, at) =>
    ids.slice(at * batch, (at + 1) * batch),
  );
  await engine.define(
    [
      createTable("lists").replace("create table", "create table if not exists"),
      ...batches.map((part) => `insert into lists select ${literal(key)}, unnest(${literal(part)});`),
    ].join("\n"),
  );
}
