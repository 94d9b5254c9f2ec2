/** A large order file for the benchmark: lines of seeded random orders, about 80 bytes each, in the order of time. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { createRandom } from "../../src/stats/random.ts";

const beginning = Date.parse("2022-01-01T00:00:00Z");
const span = 3 * 365 * 86_400_000;

/**
 * Writes `lines` order lines as CSV (order_id, customer_id, order_date, status, product_id, quantity, unit_price) unless
 * the file is there already. 2.5 lines an order; customers grow with the lines, a fifth of them place most orders.
 */
export function writeOrdersFile(path: string, lines: number): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const random = createRandom(lines);
  const customers = Math.ceil(lines / 8);
  const orders = lines / 2.5;
  const file = openSync(`${path}.part`, "w");
  let text = "order_id,customer_id,order_date,status,product_id,quantity,unit_price\n";
  let written = 0;
  for (let order = 1; written < lines; order++) {
    const moment = new Date(beginning + Math.floor((order / orders) * span * 0.999));
    const date = moment.toISOString().slice(0, 19).replace("T", " ");
    const customer = Math.floor(customers * random.uniform() ** 2.2) + 1;
    const count = Math.min(1 + random.below(4), lines - written);
    for (let i = 0; i < count; i++) {
      const product = Math.floor(5_000 * random.uniform() ** 2) + 1;
      const cents = 200 + ((product * 7_919) % 9_800);
      text += `SO-${String(order).padStart(8, "0")},C${String(customer).padStart(7, "0")},${date},paid,SKU-${String(product).padStart(5, "0")},${1 + random.below(3)},${(cents / 100).toFixed(2)}\n`;
    }
    written += count;
    if (text.length > 4_000_000) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(`${path}.part`, path);
}
