/** Where the real data lie, beside the checkout; tests that need a file which is absent are skipped and say so. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const root = process.env["REGULARS_DATA"] ?? resolve(import.meta.dirname, "../../../shared/data");

/** The path of a real data file such as `online_retail/online_retail.csv`, or null (with a message) where it is absent. */
export function dataFile(name: string): string | null {
  const path = resolve(root, name);
  if (existsSync(path)) return path;
  console.warn(`skipped: ${name} is not at ${root}; set REGULARS_DATA to the folder that holds it`);
  return null;
}
