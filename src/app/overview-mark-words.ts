/** A mark of the overview in words: which customers of a span, and who the others are. */
import type { Mark, Telling } from "../analyses/analysis.ts";
import { m } from "../messages/messages.ts";
import type { MarkWords } from "./marked.ts";

/** The words of a mark of the overview; the other side turns its last word round. */
export function overviewWords(mark: Mark, { messages }: Telling): MarkWords {
  const dates = {
    from: messages.date(String(mark["starts_on"])),
    to: messages.date(String(mark["ends_on"])),
  };
  const rules = {
    is_new: mark["is_new"] === true ? m.overview_who_new : m.overview_who_returning,
    repeated: mark["repeated"] === true ? m.overview_who_repeated : m.overview_who_once,
    returned: mark["returned"] === true ? m.overview_who_returned : m.overview_who_away,
  };
  const turned = (["is_new", "repeated", "returned"] as const).find(
    (name) => typeof mark[name] === "boolean",
  );
  const rule = (turned ? rules[turned] : m.overview_who_ordered)(dates, messages);
  return {
    headline: (n) => m.overview_behind({ n, shown: messages.integer(n), rule }, messages),
    rule,
    name: rule,
    other: turned ? { ...mark, [turned]: mark[turned] !== true } : null,
  };
}
