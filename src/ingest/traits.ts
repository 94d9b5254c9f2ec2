/** What else gives a platform's export away beside its list of columns, as far as the sample shows it. */
import type { CanonicalColumn, Evidence } from "../orders/plan.ts";
import type { Inspection } from "./inspection.ts";
import { sameHeader } from "./sources/same-header.ts";
import type { SourceFormat } from "./sources/source.ts";

/** How many of the signature's headers are named. */
const named = 3;

/** True where an order's amount is blank on every record after its first, and some order has two. */
function standsOnFirstRecord(file: Inspection, id: number, amount: number): boolean {
  const seen = new Set<string>();
  let repeats = 0;
  for (const record of file.sample) {
    const order = record[id] ?? "";
    if (seen.has(order)) {
      if ((record[amount] ?? "").trim() !== "") return false;
      repeats++;
    }
    seen.add(order);
  }
  return repeats > 0;
}

/** The traits of a known source that the file shows: its signature, the form of its order numbers, its blanks, its words. */
export function traits(
  file: Inspection,
  source: SourceFormat,
  mapping: Readonly<Partial<Record<CanonicalColumn, number>>>,
): readonly Evidence[] {
  if (source.signature.length === 0) return [];
  const headers = new Set(file.columns.map(sameHeader));
  const own = source.signature.filter((name) => headers.has(sameHeader(name)));
  const found: Evidence[] = [
    { key: "evidence_trait_header", inputs: { columns: own.slice(0, named).join(", ") } },
  ];
  if (source.masksBuyers) found.push({ key: "platforms_ev_masked" });
  const { order_id: id, net_amount: amount, status } = mapping;
  const every = (column: number | undefined, test: (cell: string) => boolean) =>
    column !== undefined && file.sample.every((record) => test((record[column] ?? "").trim()));
  if (every(id, (cell) => cell.startsWith("#"))) found.push({ key: "evidence_trait_hash" });
  if (every(id, (cell) => cell.startsWith('="'))) found.push({ key: "evidence_trait_formula" });
  if (
    source.structure?.orderFields === "first_record" &&
    id !== undefined &&
    amount !== undefined &&
    standsOnFirstRecord(file, id, amount)
  )
    found.push({ key: "evidence_trait_first_line" });
  const isWord = (cell: string) => cell === "" || Object.hasOwn(source.statuses, cell.toLowerCase());
  if (every(status, isWord)) found.push({ key: "evidence_trait_statuses" });
  return found;
}
