/** The parameters of campaign-plan: the contract of their names and values. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/** The kinds of channels; `other` is any that needs no address of the orders' files. */
export const channels = [
  "sms",
  "email",
  "phone",
  "private_message",
  "parcel_insert",
  "app_push",
  "other",
] as const;

/** One of {@link channels}. */
export type Channel = (typeof channels)[number];

/** The most windows before the campaign that order-anyway rates are measured in. */
export const mostWindows = 12;

const costing = (channel: Channel, unit_cost: number) => ({ channel, name: null, unit_cost });

/**
 * `list`: whom the campaign is for; null is every customer. `channels`: what one contact costs, in major units (the costs that
 * stand there at first are assumed, not known); `name` is an own name, null is the channel's. sms and phone need a phone
 * number, email an e-mail address. `margin`: the share of net amount that is left, 0…1; null is measured on the orders with a
 * known cost. `incentive`: what each contacted customer who orders costs besides, once. `response_rate`: the share of
 * contacted customers expected to order because of it, who would not have ordered anyway. `control_share`: the share that is
 * held back of those whom a channel reaches. `window_days`: how long a response counts, and how long the base window is.
 * `windows_back`: the base rate is measured in the n-th last window that is over.
 */
export const params = {
  list: { kind: "list", nullable: true, default: null },
  channels: {
    kind: "table",
    fields: {
      channel: { kind: "choice", choices: channels, default: channels[0] },
      name: { kind: "text", nullable: true, default: null },
      unit_cost: { kind: "number", min: 0, max: 1_000_000, default: 0 },
    },
    minRows: 1,
    maxRows: 20,
    default: [
      costing("sms", 0.05),
      costing("email", 0.002),
      costing("phone", 1),
      costing("private_message", 0.01),
      costing("parcel_insert", 0.1),
      costing("app_push", 0.001),
    ],
  },
  margin: { kind: "number", min: 0, max: 1, nullable: true, default: null },
  incentive: { kind: "number", min: 0, max: 1_000_000, default: 0 },
  response_rate: { kind: "number", min: 0, max: 1, default: 0.02 },
  control_share: { kind: "number", min: 0, max: 0.9, default: 0.1 },
  window_days: { kind: "number", min: 1, max: 730, integer: true, default: 30 },
  windows_back: { kind: "number", min: 1, max: mostWindows, integer: true, default: 1 },
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type PlanParams = ParamsOf<typeof params>;
