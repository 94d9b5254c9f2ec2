/** The parameters of campaign-plan: the contract of their names and values. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

const channel = (id: string, unit_cost: number) => ({ channel: id, unit_cost });

/** The channels that have a name in every language; any other is shown as it is typed. */
export const knownChannels = [
  "sms",
  "email",
  "phone",
  "private_message",
  "parcel_insert",
  "app_push",
] as const;

/**
 * `list`: whom the campaign is for; null is every customer. `channels`: what one contact costs, in major units; the costs
 * that stand there at first are assumed, not known. `window_days`: how long a response counts, and how long the base window
 * is. `windows_back`: the base rate is measured in the n-th last window that is over. `response_rate`: the share of contacted
 * customers expected to order because of it, who would not have ordered anyway. `incentive`: what each contacted customer
 * who orders costs besides, once. `margin`: the share of net amount that is left, 0…1; null is measured on the orders with a
 * known cost. `control_share`: the share of the list that is held back.
 */
export const params = {
  list: { kind: "list", nullable: true, default: null },
  channels: {
    kind: "table",
    fields: {
      channel: { kind: "text", default: "" },
      unit_cost: { kind: "number", min: 0, max: 1_000_000, default: 0 },
    },
    minRows: 1,
    maxRows: 20,
    default: [
      channel("sms", 0.05),
      channel("email", 0.002),
      channel("phone", 1),
      channel("private_message", 0.01),
      channel("parcel_insert", 0.1),
      channel("app_push", 0.001),
    ],
  },
  window_days: { kind: "number", min: 1, max: 730, integer: true, default: 30 },
  windows_back: { kind: "number", min: 1, max: 24, integer: true, default: 1 },
  response_rate: { kind: "number", min: 0, max: 1, default: 0.02 },
  incentive: { kind: "number", min: 0, max: 1_000_000, default: 0 },
  margin: { kind: "number", min: 0, max: 1, nullable: true, default: null },
  control_share: { kind: "number", min: 0, max: 0.9, default: 0.1 },
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type PlanParams = ParamsOf<typeof params>;
