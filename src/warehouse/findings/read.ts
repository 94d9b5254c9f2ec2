/** The data quality findings of the orders in place or staged: one statement each, and the SELECT that lists them. */
import type { Finding } from "../../orders/receipt.ts";
import { readFacts } from "../facts.ts";
import { placeOf, type From } from "../report.ts";
import { exactText } from "../exact-text.ts";
import { storedFiles } from "../sources.ts";
import { largeCustomer } from "./customers.ts";
import { gapsInDays, partialLastDay, suddenChanges } from "./days.ts";
import { namesInCells, sceneOf, type Detector } from "./detector.ts";
import { futureDates, identicalRecords, outliers, repeatedOrders, testOrders } from "./orders.ts";
import { unknownStatuses } from "./statuses.ts";

/** Every detector, in the order in which findings are shown. */
const detectors: readonly Detector[] = [
  gapsInDays,
  suddenChanges,
  partialLastDay,
  futureDates,
  repeatedOrders,
  identicalRecords,
  outliers,
  largeCustomer,
  testOrders,
  unknownStatuses,
];

/**
 * What a person should look at before they trust a figure; warnings first. It reads the tables and changes nothing.
 * @throws QueryError, or the signal's reason when it is aborted
 */
export async function readFindings(from: From, signal?: AbortSignal): Promise<readonly Finding[]> {
  const [engine, place] = placeOf(from);
  const { files, importedOn } = await storedFiles(engine, place);
  const facts = await readFacts(from, importedOn);
  if (facts.orders === 0) return [];
  const scene = sceneOf(engine, place, { files, facts, importedOn }, signal);
  const findings: Finding[] = [];
  for (const detect of detectors) {
    for (const { list, measure, ...found } of await detect(scene)) {
      const listed = list(scene.names);
      const [row] = await scene.ask(
        measure?.(listed) ??
          `select
    cast(count(*) as integer) as orders,
    cast(cast(sum(net_amount) as DECIMAL(18,4)) as varchar) as amount
from (${listed})`,
        { orders: { kind: "integer" }, amount: { kind: "text", nullable: true } },
      );
      const amount = row!.amount === null ? null : exactText(row!.amount);
      findings.push({ ...found, orders: row!.orders, amount, sql: list(namesInCells) });
    }
  }
  const rank = ({ level }: Finding) => (level === "warn" ? 0 : 1);
  return findings.sort((a, b) => rank(a) - rank(b));
}
