/** Where the hazard files lie, beside the real data: messy files with known answers. */
import { dataFile } from "./data.ts";

/** The path of a hazard file, or null (with a message) where it is absent. */
export const hazardFile = (name: string): string | null => dataFile(`../hazards/files/${name}`);
