/** The words and figures of product-matrix that its chart and headline share. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { MatrixParams } from "./params.ts";
import type { PartRow } from "./result.ts";

/** The quadrants in the order in which they are told. */
export const quadrants = ["brings_in", "brings_back", "earns", "drags"] as const;

const names = {
  brings_in: m.matrix_quadrant_brings_in,
  brings_back: m.matrix_quadrant_brings_back,
  earns: m.matrix_quadrant_earns,
  drags: m.matrix_quadrant_drags,
} as const;

const look = {
  brings_in: { mark: "cat-2", ink: "cat-2-text", symbol: "triangle" },
  brings_back: { mark: "accent", ink: "accent-text", symbol: "circle" },
  earns: { mark: "cat-3", ink: "cat-3-text", symbol: "diamond2" },
  drags: { mark: "mark-muted", ink: "ink-2", symbol: "square" },
} as const;

const known = (quadrant: string): keyof typeof look =>
  quadrants.find((candidate) => candidate === quadrant) ?? "drags";

/** The name of a quadrant. */
export const quadrantName = (quadrant: string, messages: Messages): string =>
  names[known(quadrant)]({}, messages);

/** A quadrant's colour tokens, of marks and of text, and the symbol of its dots. */
export const quadrantLook = (quadrant: string) => look[known(quadrant)];

/** `36 products`, `1 category`. */
export function counted(n: number, { level }: MatrixParams, messages: Messages): string {
  const inputs = { n, shown: messages.integer(n) };
  return level === "category" ? m.matrix_n_category(inputs, messages) : m.matrix_n_product(inputs, messages);
}

/** `3,949 customers`. */
export const customers = (n: number, messages: Messages): string =>
  m.matrix_n_customer({ n, shown: messages.integer(n) }, messages);

/** `within 90 days`, or `so far` without a window. */
export const within = ({ window_days }: MatrixParams, messages: Messages): string =>
  window_days === null
    ? m.matrix_so_far({}, messages)
    : m.matrix_within({ n: window_days, shown: messages.integer(window_days) }, messages);

/** A share in whole percent, with one decimal below 10 %. */
export const shownShare = (share: number, messages: Messages): string =>
  messages.percent(share, share !== 0 && share < 0.0995 ? 1 : 0);

/** Money in whole units, with cents below 100. */
export const shownMoney = (value: number, { messages, facts }: Telling): string =>
  messages.money(value, facts.currency, { cents: Math.abs(value) < 100 });

/** What tells a product that earns, with its threshold: `€1,240 of profit`. */
export function earnsFrom(
  { earns_by, earns_threshold }: PartRow<"thresholds">,
  telling: Telling,
): string | null {
  const { messages } = telling;
  if (earns_threshold === null) return null;
  if (earns_by === "margin")
    return m.matrix_earns_margin({ value: messages.percent(earns_threshold, 1) }, messages);
  const value = shownMoney(earns_threshold, telling);
  return earns_by === "profit"
    ? m.matrix_earns_profit({ value }, messages)
    : m.matrix_earns_net_amount({ value }, messages);
}

/** True where the interval of a rate holds the threshold: the difference may be chance. */
export const isWithinChance = (
  { low, high }: { readonly low: number | null; readonly high: number | null },
  threshold: number | null,
): boolean => low === null || high === null || threshold === null || (low <= threshold && threshold <= high);
