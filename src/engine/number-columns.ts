/** Columns of numbers of an Arrow table, as arrays that a worker can take over. */
import { DataType } from "apache-arrow";
import { RegularsError } from "../base/error.ts";
import type { ArrowTable } from "./engine.ts";

/**
 * The columns of a table as arrays of their own, by name: DOUBLE or INTEGER in SQL, null as NaN.
 * @throws RegularsError where the table's columns are not these, in this order, or hold no numbers.
 */
export function numberColumns(
  table: ArrowTable,
  names: readonly string[],
): Readonly<Record<string, Float64Array<ArrayBuffer>>> {
  const given = table.schema.fields.map(({ name }) => name);
  if (given.join() !== names.join())
    throw new RegularsError(`invalid result: its columns are ${given.join(", ")}, not ${names.join(", ")}`);
  return Object.fromEntries(
    names.map((name, index) => {
      const type = table.schema.fields[index]!.type as DataType;
      const isSmall = DataType.isInt(type) && type.bitWidth <= 32;
      if (!DataType.isFloat(type) && !isSmall)
        throw new RegularsError(`invalid result: ${name} is ${String(type)}, not DOUBLE`);
      const column = new Float64Array(table.numRows);
      let row = 0;
      for (const chunk of table.getChildAt(index)!.data) {
        const values = chunk.values as ArrayLike<number>;
        for (let at = 0; at < chunk.length; at++, row++)
          column[row] = chunk.getValid(at) ? Number(values[at]) : Number.NaN;
      }
      return [name, column];
    }),
  );
}
