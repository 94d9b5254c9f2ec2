/** The counting rules: which orders count, and for how much. Each is a visible switch; the first value is the default. */

/** How a refund counts. */
export const refundPolicies = [
  "reduce_original",
  "at_refund_date",
  "ignore",
  "drop_refunded_orders",
] as const;
/** What happens to negative records that name no order. */
export const negativePolicies = ["exclude", "attach_latest", "keep_as_order"] as const;
const inOrOut = ["exclude", "include"] as const;

/** What can be a customer's key, the first that an order has. */
export type IdentityColumn = "customer_id" | "email" | "phone";

/** How mixed currencies are treated: money refused, one picked (the others' money is null), or converted by rates to `to`. */
export type CurrencyRule =
  | "refuse"
  | { readonly pick: string }
  | { readonly rates: Readonly<Record<string, number>>; readonly to: string };

/** Two keys of one buyer, as an accepted proposal of the identity bench joins them: `from` counts as `into`. */
export interface IdentityMerge {
  readonly from: string;
  readonly into: string;
}

/** The counting rules of a notebook; meanings in the data model. */
export interface CountingRules {
  readonly amount: "paid" | "goods";
  readonly unpaid: "exclude" | "include";
  readonly cancelled: "exclude" | "include";
  readonly refunds: (typeof refundPolicies)[number];
  readonly unattached_negative: (typeof negativePolicies)[number];
  readonly zero_value: "exclude" | "include";
  readonly test_orders: "exclude" | "include";
  readonly duplicate_records: "keep" | "one";
  readonly same_order: "later" | "first";
  readonly missing_order_id: "customer_day" | "record";
  readonly same_day: "keep" | "one";
  readonly identity: readonly IdentityColumn[];
  readonly currency: CurrencyRule;
  /** Customers joined by hand, by `customer_id`; none where absent. */
  readonly merges?: readonly IdentityMerge[];
}

/** The rules that a person can switch from a closed list, with their values; the first is the default. */
export const ruleChoices = {
  amount: ["paid", "goods"],
  unpaid: inOrOut,
  cancelled: inOrOut,
  refunds: refundPolicies,
  unattached_negative: negativePolicies,
  zero_value: inOrOut,
  test_orders: inOrOut,
  duplicate_records: ["keep", "one"],
  same_order: ["later", "first"],
  missing_order_id: ["customer_day", "record"],
  same_day: ["keep", "one"],
} as const satisfies Partial<{ [K in keyof CountingRules]: readonly CountingRules[K][] }>;

/** The rules that hold unless the user says otherwise. */
export const defaultRules: CountingRules = {
  amount: "paid",
  unpaid: "exclude",
  cancelled: "exclude",
  refunds: "reduce_original",
  unattached_negative: "exclude",
  zero_value: "exclude",
  test_orders: "exclude",
  duplicate_records: "keep",
  same_order: "later",
  missing_order_id: "customer_day",
  same_day: "keep",
  identity: ["customer_id", "email", "phone"],
  currency: "refuse",
};

/**
 * The reasons for which `all_orders.excluded_by` leaves a record's order out, in order of precedence: the first that
 * applies. `not_an_order` are records that the source says are none (transfers, fees, holds); `undated` and `no_amount`
 * come before `zero_value`. `no_order` is no order's: it is a record of a joined file whose order, customer or product is
 * in no file; `no_customer` is a contact or a reason that names nobody.
 */
export const exclusionOrder = [
  "duplicate_records",
  "same_order",
  "not_an_order",
  "test_orders",
  "unpaid",
  "cancelled",
  "unattached_negative",
  "refunds",
  "undated",
  "no_amount",
  "zero_value",
  "no_order",
  "no_customer",
] as const;

/** A reason in `excluded_by`. */
export type Exclusion = (typeof exclusionOrder)[number];
