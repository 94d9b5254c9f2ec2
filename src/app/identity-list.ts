/** The proposals of the identity bench as they are listed: by reason, searched, and which of them are accepted. */
import { identityReasons, type IdentityProposal, type IdentityReason } from "../orders/identity.ts";
import { mergeTest } from "../orders/merges.ts";
import type { IdentityMerge } from "../orders/rules.ts";

/** Which proposals are listed. */
export type ProposalFilter = "all" | "open" | "accepted";

/** A proposal in the list. */
export interface ListedProposal extends IdentityProposal {
  readonly isAccepted: boolean;
}

/** The proposals of one reason; none is empty. */
export interface ProposalGroup {
  readonly reason: IdentityReason;
  readonly proposals: readonly ListedProposal[];
  readonly open: readonly ListedProposal[];
  readonly accepted: readonly ListedProposal[];
}

/** The merge that accepting a proposal adds. */
export const mergeOf = ({ from, into }: IdentityProposal): IdentityMerge => ({
  from: from.id,
  into: into.id,
});

/** True where a word stands in the ids, the evidence or the example orders of a proposal; `word` is lower case. */
function mentions({ from, into }: IdentityProposal, word: string): boolean {
  return [from, into].some(({ id, evidence, examples }) =>
    [id, evidence, ...examples].some((text) => text.toLowerCase().includes(word)),
  );
}

/** The proposals that match, by reason in the order of the reasons; within one as the bench lists them. */
export function proposalGroups(
  proposals: readonly IdentityProposal[],
  merges: readonly IdentityMerge[] | undefined,
  search: string,
  filter: ProposalFilter,
): readonly ProposalGroup[] {
  const isMerged = mergeTest(merges);
  const word = search.trim().toLowerCase();
  const listed = proposals
    .filter((proposal) => word === "" || mentions(proposal, word))
    .map((proposal): ListedProposal => ({ ...proposal, isAccepted: isMerged(mergeOf(proposal)) }))
    .filter(({ isAccepted }) => filter === "all" || isAccepted === (filter === "accepted"));
  return identityReasons.flatMap((reason) => {
    const own = listed.filter((proposal) => proposal.reason === reason);
    if (own.length === 0) return [];
    const open = own.filter(({ isAccepted }) => !isAccepted);
    return [{ reason, proposals: own, open, accepted: own.filter(({ isAccepted }) => isAccepted) }];
  });
}

/** Accepted merges that none of the proposals is: made by hand, or proposed for other orders. */
export function mergesElsewhere(
  proposals: readonly IdentityProposal[],
  merges: readonly IdentityMerge[] | undefined,
): readonly IdentityMerge[] {
  const isProposed = mergeTest(proposals.map(mergeOf));
  return (merges ?? []).filter((merge) => !isProposed(merge));
}
