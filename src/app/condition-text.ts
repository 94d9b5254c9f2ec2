/** The words for a condition on the rows of a table. */
import { m, type Messages } from "../messages/messages.ts";
import type { RowCondition } from "../runtime/state.ts";
import type { ColumnSpec } from "../sql/columns.ts";

/** What a condition tests. */
export type RowTest = RowCondition["test"];

const words = {
  contains: m.editor_test_contains,
  equals: m.editor_test_equals,
  at_least: m.editor_test_at_least,
  at_most: m.editor_test_at_most,
  is_null: m.editor_test_is_null,
  is_not_null: m.editor_test_is_not_null,
};

/** The test in words: "contains", "at least". */
export function testText(test: RowTest, messages: Messages): string {
  return words[test]({}, messages);
}

/** True where the test compares with a value. */
export function needsValue(test: RowTest): boolean {
  return test !== "is_null" && test !== "is_not_null";
}

/** The tests that make sense for a column, the usual one first. */
export function testsFor(spec: ColumnSpec): readonly RowTest[] {
  const ordered: readonly RowTest[] = ["equals", "at_least", "at_most"];
  const nulls: readonly RowTest[] = ["is_null", "is_not_null"];
  if (spec.kind === "text") return ["contains", ...ordered, ...nulls];
  if (spec.kind === "boolean") return ["equals", ...nulls];
  return [
    ...(spec.kind === "date" || spec.kind === "timestamp"
      ? (["at_least", "at_most", "equals"] as const)
      : ordered),
    "contains",
    ...nulls,
  ];
}
