/** The class that colours a piece of SQL, shown or edited (styles/editor.css). */
import type { PieceRole } from "../../sql/highlight.ts";

/** By what a piece is; plain text has none. */
export const roleClasses: Readonly<Record<PieceRole, string | undefined>> = {
  plain: undefined,
  keyword: "k",
  string: "s",
  number: "m",
  comment: "c",
  function: "f",
  parameter: "p",
};
