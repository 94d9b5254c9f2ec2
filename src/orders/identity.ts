/** The identity bench: which customers may be one person, why, and what joining them would change. */

/**
 * Why two customers may be one. `guest_email`, `guest_phone`: an order without customer id carries a known customer's
 * e-mail or phone; `keys_together`: two kinds of key stand together on an order; `same_email`, `same_phone`: two
 * customers of one kind have it; `email_form`: one mailbox written in two ways (dots, plus tags); `email_domain`: the
 * domain is one slip from a well-known one; `email_local`: the name before the @ is one slip away, and more agrees.
 */
export const identityReasons = [
  "guest_email",
  "guest_phone",
  "keys_together",
  "same_email",
  "same_phone",
  "email_form",
  "email_domain",
  "email_local",
] as const;

/** Why two customers may be one. */
export type IdentityReason = (typeof identityReasons)[number];

/** How sure a reason is: `certain` by definition of the key, `likely` in most shops, `possible` worth a look. */
export const confidences = ["certain", "likely", "possible"] as const;

/** How sure a reason is. */
export type Confidence = (typeof confidences)[number];

/** What else two customers share beside the reason itself. */
export type SharedMark = "name" | "postcode" | "phone";

/** One side of a proposal: a customer before any merge. */
export interface IdentitySide {
  /** `customer_id`. */
  readonly id: string;
  /** The text on which the reason rests, as it is compared: an e-mail or the digits of a phone. */
  readonly evidence: string;
  /** Kept orders. */
  readonly orders: number;
  /** Their net amount, exact decimal text; null where money is refused or unknown. */
  readonly amount: string | null;
  /** Up to three of its order ids, the earliest first. */
  readonly examples: readonly string[];
}

/** That `from` counts as `into`, proposed and not yet accepted. */
export interface IdentityProposal {
  readonly from: IdentitySide;
  readonly into: IdentitySide;
  readonly reason: IdentityReason;
  readonly confidence: Confidence;
  /** What else agrees, where the reason asks for it. */
  readonly also: SharedMark | null;
}

/** A value that so many customers share that it says nothing of who they are: it is never a reason. */
export interface SharedValue {
  /** `relay`: the domain of a marketplace's forwarding addresses. */
  readonly kind: "email" | "phone" | "relay";
  readonly value: string;
  readonly customers: number;
}

/** What was found over all orders, before any merge. */
export interface IdentityBench {
  /** Customers with at least one kept order, and those with two and more, without merges. */
  readonly customers: number;
  readonly repeatCustomers: number;
  /** At most {@link mostProposals}: the surest first, then those of most orders. */
  readonly proposals: readonly IdentityProposal[];
  /** How many there are, listed or not. */
  readonly found: number;
  /** The most shared first, at most 20. */
  readonly shared: readonly SharedValue[];
}

/** At most so many proposals are listed, as many as a notebook can hold merges. */
export const mostProposals = 50_000;
