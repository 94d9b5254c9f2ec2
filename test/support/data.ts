/** Finds the real data that tests are held against; they are not part of the project. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const folders = [
  process.env["REGULARS_DATA"],
  ...["..", "../..", "../../.."].map((up) => resolve(import.meta.dirname, "../..", up, "shared/data")),
].filter((folder): folder is string => folder !== undefined);

/** The path of a data file (`superstore/superstore.csv`), or null where the data are absent. */
export function dataFile(name: string): string | null {
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  return found ?? null;
}

/** The path of a hazard file, or of the folder with "", or null where the hazards are absent. */
export function hazardFile(name: string): string | null {
  return dataFile(join("../hazards/files", name));
}
