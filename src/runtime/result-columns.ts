/** The columns of a free result: what each holds, and how it is read so that every type of DuckDB can be shown. */
import type { KeptTable } from "../engine/engine.ts";
import type { ColumnKind, ColumnSpecs } from "../sql/columns.ts";
import { identifier } from "../sql/identifier.ts";

interface Shown {
  readonly kind: ColumnKind;
  /** The type that it is cast to where it is read; null where it is read as it is. */
  readonly cast: string | null;
}

/** A type as it is shown. What is no number, truth or date is text: lists, structs, intervals, enums, times. */
function shownAs(type: string): Shown {
  if (/^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|HUGEINT)$/.test(type)) return { kind: "integer", cast: null };
  if (/^(FLOAT|DOUBLE|DECIMAL\(\d+,\s*\d+\))$/.test(type)) return { kind: "number", cast: null };
  if (type === "BOOLEAN") return { kind: "boolean", cast: null };
  if (type === "DATE") return { kind: "date", cast: null };
  if (type === "TIMESTAMP") return { kind: "timestamp", cast: null };
  if (/^TIMESTAMP_(S|MS|NS)$/.test(type)) return { kind: "timestamp", cast: "timestamp" };
  return { kind: "text", cast: type === "VARCHAR" ? null : "varchar" };
}

/** Returns the columns of a kept result; any of them may hold null. */
export function resultColumns({ columns }: Pick<KeptTable, "columns">): ColumnSpecs {
  return Object.fromEntries(
    columns.map(({ name, type }) => [name, { kind: shownAs(type).kind, nullable: true }]),
  );
}

/** Returns the select list that reads a kept result for showing. */
export function selectList({ columns }: Pick<KeptTable, "columns">): string {
  return columns
    .map(({ name, type }) => {
      const quoted = identifier(name);
      const { cast } = shownAs(type);
      return cast === null ? quoted : `cast(${quoted} as ${cast}) as ${quoted}`;
    })
    .join(", ");
}
