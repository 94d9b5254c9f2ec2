/** The functions that SQL can call, as the engine itself lists them. */
import type { Engine } from "../engine/engine.ts";
import { decodeRows } from "../engine/rows.ts";

/** A function of the engine. */
export interface SqlFunction {
  readonly name: string;
  /** Its parameters as they are named, of the overload with the fewest: `part, startdate, enddate`. */
  readonly parameters: string;
  /** One line in English; empty where the engine has none. */
  readonly meaning: string;
  readonly isTable: boolean;
}

/** Operators and the engine's own helpers are left out: nobody types their names. */
const sql = `
select function_name::varchar as name,
       coalesce(arg_min(array_to_string(parameters, ', '), len(parameters)), '')::varchar as parameters,
       coalesce(split_part(any_value(description), chr(10), 1), '')::varchar as meaning,
       (any_value(function_type) = 'table')::boolean as is_table
from duckdb_functions()
where function_type in ('scalar', 'aggregate', 'macro', 'table')
  and regexp_matches(function_name, '^[a-z][a-z0-9_]*$')
  and not regexp_matches(function_name, '^(__|pg_|pragma_|duckdb_|test_|has_|col_description|obj_description|shobj_description)')
group by function_name
order by function_name`;

/** Every function of the engine by name, in alphabetical order. @throws QueryError */
export async function readFunctions(engine: Engine): Promise<readonly SqlFunction[]> {
  const rows = decodeRows(await engine.query(sql), {
    name: { kind: "text" },
    parameters: { kind: "text" },
    meaning: { kind: "text" },
    is_table: { kind: "boolean" },
  });
  return rows.map(({ is_table, ...row }) => ({ ...row, isTable: is_table }));
}
