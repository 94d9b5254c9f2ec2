/** Several files of one shop, written by hand, and their tables: planned, staged and put in place as the app does. */
import type { Engine } from "../../src/engine/engine.ts";
import type { PlannedImport } from "../../src/ingest/plan.ts";
import type { ImportOptions } from "../../src/orders/import-options.ts";
import { putInPlace, stage } from "../../src/warehouse/load.ts";
import { fileOf, plan } from "./files.ts";

/** File name → text. */
export type Texts = Readonly<Record<string, string>>;

/** The files of these texts. */
export const filesOf = (texts: Texts): readonly File[] =>
  Object.entries(texts).map(([name, text]) => fileOf(text, name));

/** Plans files and puts their tables in place. */
export async function importTexts(
  engine: Engine,
  texts: Texts,
  options: ImportOptions = {},
): Promise<PlannedImport> {
  const planned = await plan(filesOf(texts), options);
  await importPlanned(engine, planned);
  return planned;
}

/** Puts the tables of a plan in place. */
export async function importPlanned(engine: Engine, planned: PlannedImport): Promise<void> {
  for (const [name, blob] of planned.bytes) await engine.attachFile(name, blob);
  try {
    await stage(engine, planned.plan);
    await putInPlace(engine);
  } finally {
    for (const name of planned.bytes.keys()) await engine.detachFile(name);
  }
}

/** A shop in five files: orders without amounts, their items, customers, refunds, and dated costs. */
export const fiveFiles: Texts = {
  "orders.csv": `order_id,customer_id,order_date,status,shipping
1001,c1,2025-01-05,paid,5.00
1002,c2,2025-01-20,paid,0.00
1003,c1,2025-02-03,paid,5.00
1004,c3,2025-02-10,cancelled,5.00
1005,c2,2025-03-01,paid,0.00
`,
  "items.csv": `order_id,sku,quantity,price
1001,mug,2,10.00
1001,tee,1,20.00
1002,mug,1,10.00
1003,tee,1,20.00
1003,cap,2,7.50
1004,mug,1,10.00
1005,cap,4,7.50
1999,mug,1,10.00
`,
  "customers.csv": `customer_id,email,city,birthday,tier
c1,ann@x.com,Berlin,1990-04-01,gold
c2,bob@x.com,Paris,,silver
c3,cid@x.com,Rome,1985-12-31,gold
c9,zoe@x.com,Oslo,2000-01-01,none
`,
  "refunds.csv": `order_id,refunded_at,amount
1002,2025-02-01,10.00
1003,2025-03-05,7.50
1998,2025-03-06,1.00
`,
  "costs.csv": `sku,cost
mug,4.00
tee,9.00
cap,2.50
sock,1.00
`,
};
