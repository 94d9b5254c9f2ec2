/** The words of ABC: entities and measures by parameter, values and shares as texts. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { AbcResult } from "./result.ts";
import { cutsOf, type AbcParams } from "./params.ts";

type Word = (inputs: object, messages: Messages) => string;
type Counted = (inputs: { n: number; shown: string }, messages: Messages) => string;

/** The words of each kind of entity. */
const entities: Readonly<
  Record<
    AbcParams["entity"],
    {
      readonly counted: Counted;
      readonly count: (inputs: { shown: string }, messages: Messages) => string;
      readonly head: Word;
      readonly name: Word;
      readonly axis: Word;
      readonly none: Word;
    }
  >
> = {
  customer: {
    counted: m.abc_n_customer,
    count: m.abc_count_customer,
    head: m.abc_head_customer,
    name: m.abc_name_customer,
    axis: m.abc_axis_share_customer,
    none: m.abc_name_customer,
  },
  product: {
    counted: m.abc_n_product,
    count: m.abc_count_product,
    head: m.abc_head_product,
    name: m.abc_name_product,
    axis: m.abc_axis_share_product,
    none: m.abc_name_product,
  },
  category: {
    counted: m.abc_n_category,
    count: m.abc_count_category,
    head: m.abc_head_category,
    name: m.abc_name_category,
    axis: m.abc_axis_share_category,
    none: m.abc_none_category,
  },
  channel: {
    counted: m.abc_n_channel,
    count: m.abc_count_channel,
    head: m.abc_head_channel,
    name: m.abc_name_channel,
    axis: m.abc_axis_share_channel,
    none: m.abc_none_channel,
  },
  country: {
    counted: m.abc_n_country,
    count: m.abc_count_country,
    head: m.abc_head_country,
    name: m.abc_name_country,
    axis: m.abc_axis_share_country,
    none: m.abc_none_country,
  },
};

/** `36 products`, `1 customer`. */
export function counted(n: number, { entity }: AbcParams, messages: Messages): string {
  return entities[entity].counted({ n, shown: messages.integer(n) }, messages);
}

/** A number of entities without their name in English, with its measure word in Chinese. */
export function count(n: number, { entity }: AbcParams, messages: Messages): string {
  return entities[entity].count({ shown: messages.integer(n) }, messages);
}

/** The entities as the head of a column of numbers: `Customers`. */
export const entityHead = ({ entity }: AbcParams, messages: Messages): string =>
  entities[entity].head({}, messages);

/** The entity as the head of a column of names: `Customer`. */
export const entityName = ({ entity }: AbcParams, messages: Messages): string =>
  entities[entity].name({}, messages);

/** The title of an axis: `Share of the customers`. */
export const entityAxis = ({ entity }: AbcParams, messages: Messages): string =>
  entities[entity].axis({}, messages);

/** An entity's name; `(no channel)` and the like where orders or lines say none. */
export const nameOf = (
  name: string | null,
  { entity }: Pick<AbcParams, "entity">,
  messages: Messages,
): string => name ?? entities[entity].none({}, messages);

/** What the shares are of: `the money`, `the units`, `the orders`. */
export function whatOf({ by }: AbcParams, messages: Messages): string {
  const words = {
    net_amount: m.abc_of_net_amount,
    profit: m.abc_of_profit,
    quantity: m.abc_of_quantity,
    orders: m.abc_of_orders,
  };
  return words[by]({}, messages);
}

/** The measure as a head: `Net amount`. */
export function measureName({ by }: AbcParams, messages: Messages): string {
  const words = {
    net_amount: m.abc_measure_net_amount,
    profit: m.abc_measure_profit,
    quantity: m.abc_measure_quantity,
    orders: m.abc_measure_orders,
  };
  return words[by]({}, messages);
}

/** A value without its unit, as a row of a table shows it; money with its currency. */
export function shownValue(value: number, { by }: AbcParams, { messages, facts }: Telling): string {
  if (by === "net_amount" || by === "profit") return messages.money(value, facts.currency);
  return by === "orders" ? messages.integer(value) : messages.number(value, 2);
}

/** A value with its unit: `€372,225`, `4,906 orders`, `512 units`. */
export function valueWithUnit(value: number, params: AbcParams, telling: Telling): string {
  const inputs = { n: value, shown: shownValue(value, params, telling) };
  if (params.by === "orders") return m.abc_n_orders(inputs, telling.messages);
  return params.by === "quantity" ? m.abc_n_units(inputs, telling.messages) : inputs.shown;
}

/** A share in whole percent, with one decimal below 1 %. */
export function shownShare(share: number, messages: Messages): string {
  return messages.percent(share, share !== 0 && Math.abs(share) < 0.00995 ? 1 : 0);
}

/** The name of a tier. */
export function tierName(tier: string, messages: Messages): string {
  return tier === "loss" ? m.abc_tier_loss({}, messages) : tier;
}

/** The words for a class of XYZ; null where there are too few periods to tell. */
export function className(xyz: string | null, messages: Messages): string {
  if (xyz === "X") return m.abc_matrix_X({}, messages);
  if (xyz === "Y") return m.abc_matrix_Y({}, messages);
  return xyz === "Z" ? m.abc_matrix_Z({}, messages) : m.abc_matrix_none({}, messages);
}

/** The words for a flag, or null. */
export function flagName(flag: string | null, messages: Messages): string | null {
  if (flag === "a1") return m.abc_flag_a1({}, messages);
  if (flag === "promote") return m.abc_flag_promote({}, messages);
  return flag === "prune" ? m.abc_flag_prune({}, messages) : null;
}

/** What else is known of a row: margin and return by profit, how steadily a product sells, and whether it is fragile. */
export function moreOf(row: AbcResult["rows"][number], { entity }: AbcParams, messages: Messages): string[] {
  const { margin, roi, xyz, cv, periods, fragile } = row;
  const steadiness =
    xyz === null || cv === null
      ? m.abc_stop_xyz_none({}, messages)
      : m.abc_stop_xyz(
          {
            class: className(xyz, messages),
            cv: messages.number(cv, 2),
            n: messages.integer(periods ?? 0),
          },
          messages,
        );
  return [
    ...(margin === null ? [] : [m.abc_stop_margin({ share: messages.percent(margin, 1) }, messages)]),
    ...(roi === null ? [] : [m.abc_stop_roi({ share: messages.percent(roi, 1) }, messages)]),
    ...(entity === "product" ? [steadiness] : []),
    ...(fragile === true ? [m.abc_stop_fragile({}, messages)] : []),
  ];
}

/** The colour token of a tier's marks: tiers are ordered, so they never take category colours; the last is grey. */
export function tierToken(tier: string, params: AbcParams): string {
  if (tier === "loss") return "ink-3";
  const step = tier.charCodeAt(0) - 65;
  if (step === 0) return "accent";
  const last = cutsOf(params).length;
  return step === last && last > 1 ? "mark-muted" : `seq-${Math.max(1, 5 - step)}`;
}

/** How many entities are fragile; null where that was not asked. */
export function fragileOf(tiers: readonly { readonly fragile: number | null }[]): number | null {
  return tiers.reduce<number | null>(
    (sum, { fragile }) => (sum === null || fragile === null ? null : sum + fragile),
    0,
  );
}
