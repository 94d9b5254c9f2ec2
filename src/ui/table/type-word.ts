/** The word that stands under a column's name. */
import { m, type Messages } from "../../messages/messages.ts";
import type { ColumnSpec } from "../../sql/columns.ts";

const words = {
  text: m.notebook_kind_text,
  integer: m.notebook_kind_integer,
  number: m.notebook_kind_number,
  boolean: m.notebook_kind_boolean,
  date: m.notebook_kind_date,
  timestamp: m.notebook_kind_timestamp,
  share: m.notebook_unit_share,
  money: m.notebook_unit_money,
  days: m.notebook_unit_days,
  count: m.notebook_unit_count,
  score: m.notebook_unit_score,
};

/** The unit of the column where it has one, else the kind of its values. */
export function typeWord(spec: ColumnSpec, messages: Messages): string {
  return words[spec.unit ?? spec.kind]({}, messages);
}
