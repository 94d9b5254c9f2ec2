/** Reads records out of JSON that has no list of them: objects by their id, lists by column, and names beside rows. */
import type { Plain } from "../flatten.ts";

type Fields = { readonly [key: string]: Plain };

/** Objects inside each other in which records are looked for. */
const maxDepth = 4;

const isFields = (value: Plain): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);
const isScalar = (value: Plain): boolean => typeof value !== "object" || value === null;

const fieldsOf = (entries: readonly (readonly [string, Plain])[]): Fields => {
  const fields = Object.create(null) as Record<string, Plain>;
  for (const [name, value] of entries) fields[name] = value;
  return fields;
};

/** Rows from columns of the same length: `{"amount": [1, 2]}`, or as pandas writes them `{"amount": {"0": 1, "1": 2}}`. */
function fromColumns(value: Fields): readonly Fields[] | null {
  const names = Object.keys(value);
  const keys = Object.keys(value[names[0]!] ?? {});
  const isNumbered = keys.length > 0 && keys.every((key, i) => key === String(i));
  if (names.length < 2 || !isNumbered) return null;
  const columns = Object.values(value);
  const isEven = columns.every(
    (column) =>
      typeof column === "object" &&
      column !== null &&
      Object.keys(column).length === keys.length &&
      Object.values(column as Fields).every(isScalar),
  );
  return isEven
    ? keys.map((key) => fieldsOf(names.map((name) => [name, (value[name] as Fields)[key]])))
    : null;
}

/** Rows with their columns' names beside them: `{"columns": ["id"], "data": [[1]]}`. */
function fromRows(value: Fields): readonly Fields[] | null {
  const names = Object.values(value).find(
    (list): list is readonly string[] =>
      isList(list) && list.length > 1 && list.every((name) => typeof name === "string"),
  );
  const rows = Object.values(value).find(
    (list): list is readonly (readonly Plain[])[] =>
      isList(list) && list.length > 0 && list.every((row) => isList(row) && row.length === names?.length),
  );
  return names === undefined || rows === undefined
    ? null
    : rows.map((row) => fieldsOf(names.map((name, i) => [name, row[i]])));
}

/** Records by their id: objects that share most of their fields. The id is a field `id` where none has it. */
function fromIds(value: Fields): readonly Fields[] | null {
  const entries = Object.entries(value);
  if (entries.length < 2 || !entries.every(([, one]) => isFields(one))) return null;
  const records = entries.map(([id, one]) => [id, one as Fields] as const);
  const names = Object.keys(records[0]![1]);
  const shared = names.filter(
    (name) => records.filter(([, one]) => Object.hasOwn(one, name)).length >= records.length * 0.5,
  );
  if (names.length < 2 || shared.length < names.length * 0.5) return null;
  const hasId = records.every(([id, one]) =>
    Object.values(one).some((field) => isScalar(field) && String(field) === id),
  );
  return hasId || Object.hasOwn(records[0]![1], "id")
    ? records.map(([, one]) => one)
    : records.map(([id, one]) => fieldsOf([["id", id], ...Object.entries(one)]));
}

/** The records of a document without a list of objects, in its order; null where it has none. */
export function keyedRecords(value: Plain, depth = 0): readonly Fields[] | null {
  if (!isFields(value) || depth > maxDepth) return null;
  const found = fromColumns(value) ?? fromRows(value) ?? fromIds(value);
  if (found !== null) return found;
  for (const inner of Object.values(value)) {
    const records = keyedRecords(inner, depth + 1);
    if (records !== null) return records;
  }
  return null;
}
