/** RFM and its migration in plain TypeScript over arrays: whole days and ten-thousandths of money, no SQL, no fractions. */
import { createHash } from "node:crypto";
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import { elevenSegments } from "../../../src/analyses/rfm/segments.ts";
import type { ShopOrder } from "../../support/shop.ts";

/** What is asked; as the parameters of rfm. */
export interface Ask {
  readonly scheme?: "eleven" | "eight" | "quadrants";
  readonly pair?: "recency_frequency" | "recency_monetary" | "frequency_monetary";
  readonly method?: "quintile" | "mean" | "median" | "custom" | "rfm_package";
  readonly cuts?: readonly { readonly r: number; readonly f: number; readonly m: number }[];
  readonly monetary?: "net_amount" | "average_order_value";
  readonly frequency?: "orders" | "days";
  readonly window_days?: number | null;
}

/** A customer as seen on a day. */
export interface Seen {
  readonly id: string;
  readonly r: number;
  readonly f: number;
  /** Ten-thousandths, as compared. */
  readonly m: number;
  readonly net: number;
}

type Dimension = "r" | "f" | "m";
type Bounds = Readonly<Record<Dimension, readonly number[]>>;
const dimensions = ["r", "f", "m"] as const;

const units = (amount: number) => Math.round(amount * 10_000);

/** Rounded half away from zero, as DECIMAL is. */
const rounded = (value: number, parts: number) =>
  Math.sign(value) * Math.floor(Math.abs(value) / parts + 0.5);

/** Everybody who had ordered by the end of `day`; nothing after `asOf` is known. */
export function seenOn(
  shop: readonly ShopOrder[],
  day: string,
  asOf: string,
  ask: Ask,
  isBookedByDate = false,
): readonly Seen[] {
  const last = day < asOf ? day : asOf;
  const first = ask.window_days ? addDays(day, 1 - ask.window_days) : "0001-01-01";
  const dayOf = (at: string) => at.slice(0, 10);
  const ids = [...new Set(shop.flatMap(({ customer }) => (customer === null ? [] : [customer])))].sort();
  return ids.flatMap((id) => {
    const own = shop.filter(({ customer, at }) => customer === id && dayOf(at) <= last);
    const counted = own.filter(({ at }) => dayOf(at) >= first);
    if (counted.length === 0) return [];
    const refunds = own.flatMap(({ at, refunds = [] }) =>
      refunds.map((refund) => ({ on: dayOf(refund.at ?? at), amount: refund.amount })),
    );
    const back = isBookedByDate
      ? refunds
          .filter(({ on }) => on <= last && on >= first)
          .reduce((sum, { amount }) => sum + units(amount), 0)
      : 0;
    const worth = ({ amount, refunds: own = [] }: ShopOrder) =>
      units(amount) - (isBookedByDate ? 0 : own.reduce((sum, each) => sum + units(each.amount), 0));
    const net = counted.reduce((sum, order) => sum + worth(order), 0) - back;
    const days = counted.map(({ at }) => dayOf(at)).sort();
    return [
      {
        id,
        r: daysBetween(days.at(-1)!, day),
        f: ask.frequency === "days" ? new Set(days).size : counted.length,
        m: ask.monetary === "average_order_value" ? rounded(net, counted.length) : net,
        net,
      },
    ];
  });
}

const isTwo = ({ method = "quintile", cuts = [] }: Ask) =>
  method === "mean" || method === "median" || (method === "custom" && cuts.length === 1);

/** Hundredths of the type 7 quantile at `percent` of a sorted list of whole numbers. */
function quantile(sorted: readonly number[], percent: number): number {
  const place = percent * (sorted.length - 1);
  const [at, rest] = [Math.floor(place / 100), place % 100];
  const low = sorted[at]!;
  return low * (100 - rest) + (sorted[at + 1] ?? low) * rest;
}

/**
 * What a value must be above to pass a cut, in hundredths; `step` moves the cuts, `sample` is the customers they are
 * computed of, each as often as it stands there.
 */
export function boundsOf(sample: readonly Seen[], ask: Ask, step = 0): Bounds {
  const { method = "quintile" } = ask;
  const of = (dimension: Dimension): readonly number[] => {
    const unit = dimension === "m" ? 10_000 : 1;
    if (method === "custom") return ask.cuts!.map((cut) => (cut[dimension] + step) * unit * 100);
    const values = sample.map((each) => each[dimension]).sort((a, b) => a - b);
    if (method === "quintile" || method === "rfm_package")
      return [20, 40, 60, 80].map(
        (percent) => quantile(values, percent + step) + (method === "rfm_package" ? 100 * unit - 1 : 0),
      );
    // High is strictly above; of days strictly fewer, so that late begins at the cut itself.
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const cut =
      method === "median"
        ? quantile(values, 50)
        : dimension === "r"
          ? Math.ceil(mean - 1e-9) * 100
          : Math.floor(mean + 1e-9) * 100;
    return [cut - (dimension === "r" ? 1 : 0) + step * unit * 100];
  };
  return { r: of("r"), f: of("f"), m: of("m") };
}

/** The three scores of a customer under these bounds. */
export function scoresOf(seen: Seen, bounds: Bounds): Readonly<Record<Dimension, number>> {
  const passed = (dimension: Dimension) =>
    bounds[dimension].filter((bound) => seen[dimension] * 100 > bound).length;
  return { r: bounds.r.length + 1 - passed("r"), f: 1 + passed("f"), m: 1 + passed("m") };
}

const eight: Readonly<Record<string, string>> = {
  HHH: "Important value",
  HLH: "Important development",
  LHH: "Important retention",
  LLH: "Important win-back",
  HHL: "General value",
  HLL: "General development",
  LHL: "General retention",
  LLL: "General win-back",
};

const fields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  recency_frequency: {
    HH: "Recent, often",
    HL: "Recent, seldom",
    LH: "Often, gone quiet",
    LL: "Seldom, gone quiet",
  },
  recency_monetary: {
    HH: "Recent, high spend",
    HL: "Recent, low spend",
    LH: "High spend, gone quiet",
    LL: "Low spend, gone quiet",
  },
  frequency_monetary: {
    HH: "Often, high spend",
    HL: "Often, low spend",
    LH: "Seldom, high spend",
    LL: "Seldom, low spend",
  },
};

/** The segment of three scores. */
export function segmentOf(score: Readonly<Record<Dimension, number>>, ask: Ask): string {
  const { scheme = "eleven", pair = "recency_frequency" } = ask;
  const high = isTwo(ask) ? 2 : 4;
  const letter = (dimension: Dimension) => (score[dimension] >= high ? "H" : "L");
  if (scheme === "eight") return eight[dimensions.map(letter).join("")]!;
  if (scheme === "quadrants") {
    const of = { recency_frequency: "rf", recency_monetary: "rm", frequency_monetary: "fm" }[pair];
    return fields[pair]![[...of].map((dimension) => letter(dimension as Dimension)).join("")]!;
  }
  const rule = elevenSegments.find((each) =>
    dimensions.every((name) => each[name][0] <= score[name] && score[name] <= each[name][1]),
  );
  return rule?.name ?? "Others";
}

/** Every customer's segment on a day, by the cuts of that day. */
export function segmentsOn(
  shop: readonly ShopOrder[],
  day: string,
  asOf: string,
  ask: Ask,
  isBookedByDate = false,
): ReadonlyMap<string, { readonly seen: Seen; readonly segment: string }> {
  const all = seenOn(shop, day, asOf, ask, isBookedByDate);
  const bounds = boundsOf(all, ask);
  return new Map(
    all.map((seen) => [seen.id, { seen, segment: segmentOf(scoresOf(seen, bounds), ask) }] as const),
  );
}

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

const cdf = [0, 1, 2, 3, 4, 5, 6, 7].map((_, k) => {
  let [term, sum] = [Math.exp(-1), Math.exp(-1)];
  for (let each = 1; each <= k; each++) sum += term /= each;
  return sum;
});

/** How often a bucket is drawn. */
const weightOf = (bucket: number, draw: number) => {
  const share = Number.parseInt(md5(`${bucket}:${draw}`).slice(0, 8), 16) / 2 ** 32;
  return cdf.filter((bound) => bound <= share).length;
};

/** Who changes segment under each perturbation, by customer; draws as a list. */
export function changes(shop: readonly ShopOrder[], asOf: string, ask: Ask) {
  const now = segmentsOn(shop, asOf, asOf, ask);
  const all = [...now.values()];
  const sample = all.map(({ seen }) => seen);
  const flips = (bounds: Bounds) =>
    all
      .filter(({ seen, segment }) => segmentOf(scoresOf(seen, bounds), ask) !== segment)
      .map(({ seen }) => seen.id);
  const day = (distance: number) => {
    const then = segmentsOn(shop, addDays(asOf, distance), asOf, ask);
    const both = all.filter(({ seen }) => then.has(seen.id));
    return {
      customers: both.length,
      flipped: both
        .filter(({ seen, segment }) => then.get(seen.id)!.segment !== segment)
        .map(({ seen }) => seen.id),
      onlyNow: all.length - both.length,
      onlyThen: then.size - both.length,
    };
  };
  const ordered = sample
    .map((seen) => ({ seen, hash: md5(seen.id) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : a.seen.id < b.seen.id ? -1 : 1));
  const draws =
    ask.method === "custom"
      ? []
      : Array.from({ length: 200 }, (_, index) => {
          const weights = new Map<number, number>();
          const drawn = ordered.flatMap(({ seen }, place) => {
            const bucket = (place + 1) % 1000;
            if (!weights.has(bucket)) weights.set(bucket, weightOf(bucket, index + 1));
            return Array.from({ length: weights.get(bucket)! }, () => seen);
          });
          return drawn.length === 0 ? null : flips(boundsOf(drawn, ask));
        }).filter((draw) => draw !== null);
  const [before, after] = [day(-7), day(7)];
  const [down, up] = [-1, 1].map((step) => flips(boundsOf(sample, ask, step))) as [string[], string[]];
  const often = (id: string) => draws.filter((draw) => draw.includes(id)).length > 0.05 * draws.length;
  const fragile = sample
    .map(({ id }) => id)
    .filter((id) => [before.flipped, after.flipped, down, up].some((ids) => ids.includes(id)) || often(id));
  return { now, before, after, down, up, draws, fragile };
}
