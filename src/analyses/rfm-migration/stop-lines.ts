/** What is said of a move: from where to where, what share, how many, with which interval, and what they brought. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame } from "../analysis.ts";
import { shownMoney } from "../rfm/words.ts";
import { fresh } from "./result.ts";
import type { MigrationParams } from "./params.ts";
import type { Move } from "./result.ts";
import { placeName } from "./words.ts";

/** The lines of a tooltip, in the design's order. */
export function moveLines(move: Move, params: MigrationParams, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const [from, to] = [move.from_segment, move.to_segment].map((name) => placeName(name, params, messages));
  const what =
    move.from_segment === move.to_segment
      ? m.migration_stop_stayed({ segment: from! }, messages)
      : m.migration_stop_moved({ from: from!, to: to! }, messages);
  if (move.share === null) return [what, m.rfm_stop_nobody({}, messages)];
  const share = messages.percent(move.share, 1);
  return [
    what,
    move.from_segment === fresh
      ? m.migration_stop_share_new({ share }, messages)
      : m.migration_stop_share({ share, from: from! }, messages),
    m.migration_stop_of(
      {
        n: move.customers,
        shown: messages.integer(move.customers),
        all: messages.integer(move.n),
      },
      messages,
    ),
    m.stability_stop_interval(
      { low: messages.percent(move.low ?? 0, 1), high: messages.percent(move.high ?? 0, 1) },
      messages,
    ),
    m.migration_stop_money({ money: shownMoney(move.net_amount_change, frame) }, messages),
  ];
}
