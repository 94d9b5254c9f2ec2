/** The SQL that a notebook brings with it, as against that of the analyses. */
import type { Notebook } from "./document.ts";

/** A statement of a cell. */
export interface OwnStatement {
  readonly cell: string;
  /** The cell's name, null where it has none. */
  readonly name: string | null;
  readonly kind: "sql" | "list" | "check";
  readonly sql: string;
}

/** Returns every statement that the cells hold, in their order. */
export function ownStatements({ cells }: Notebook): readonly OwnStatement[] {
  return cells.flatMap((cell): readonly OwnStatement[] => {
    const from = { cell: cell.id, name: cell.name ?? null };
    if (cell.kind === "sql") return [{ ...from, kind: "sql", sql: cell.sql }];
    if (cell.kind === "list" && cell.list.by === "sql")
      return [{ ...from, kind: "list", sql: cell.list.sql }];
    if (cell.kind === "check" && cell.expected.by === "sql")
      return [{ ...from, kind: "check", sql: cell.expected.sql }];
    return [];
  });
}
