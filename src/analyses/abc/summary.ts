/** The one sentence that names the charts of ABC. */
import { m, type Messages } from "../../messages/messages.ts";
import type { AbcParams } from "./params.ts";
import type { AbcResult } from "./result.ts";
import { count, counted, shownShare, tierName } from "./words.ts";

/** Every tier that has members, with their number and their share of the value. */
export function summaryOf({ parts }: AbcResult, params: AbcParams, messages: Messages): string {
  const tiers = parts.tiers
    .filter(({ entities }) => entities > 0)
    .map(({ tier, entities, share_of_value }) =>
      m.abc_summary_tier(
        {
          tier: tierName(tier, messages),
          count: count(entities, params, messages),
          share: shownShare(share_of_value ?? 0, messages),
        },
        messages,
      ),
    )
    .join(m.abc_summary_join({}, messages));
  const all = counted(parts.concentration[0]!.n, params, messages);
  return m.abc_summary({ all, tiers }, messages);
}
