/** The life of a small invented shop, day by day, from a seed. */
import { createRandom, type Random } from "../../stats/random.ts";
import { catalogue, type SampleProduct } from "./catalogue.ts";

/** A line of a simulated order. */
export interface SampleLine {
  readonly product: SampleProduct;
  readonly quantity: number;
}

/** A simulated order; money in EUR. */
export interface SampleOrder {
  readonly number: number;
  /** Wall-clock minutes since 1970-01-01 00:00 in the shop's town. */
  readonly minute: number;
  /** Null for a guest. */
  readonly email: string | null;
  readonly country: string;
  readonly channel: string;
  readonly status: "paid" | "pending" | "refunded" | "partially_refunded" | "voided";
  readonly lines: readonly SampleLine[];
  readonly coupon: string | null;
  readonly discount: number;
  readonly shipping: number;
  readonly refund: number;
}

const minutesPerDay = 1440;
const dayOf = (text: string) => Date.parse(text) / 86_400_000;

/** First and last day of the sample shop's export. */
export const sampleRange = { from: "2024-01-01", through: "2025-06-17" } as const;

/** New customers per day by month, January 2024 first: a shop that grows, with two winter peaks. */
const acquisition = [
  6.4, 6.5, 6.9, 6.8, 7.4, 7.5, 6.4, 6.0, 8.1, 8.5, 15.7, 10.9, 7.4, 8.6, 8.6, 8.4, 8.8, 8.3,
];

const channels = ["web", "instagram", "pos"] as const;
const countries = ["DE", "AT", "CH", "NL", "FR"] as const;
const firstNames = "ines mara odile tomas lena jonas mei paul nora emil lea hugo anna felix zoe karl".split(
  " ",
);
const lastNames = "okafor meyer lind rossi wang dubois keller novak berg haas moreau silva vogt jansen".split(
  " ",
);

const round = (amount: number) => Math.round(amount * 100) / 100;

/** Minutes within a day: shops are busy around noon and in the evening. */
const minuteOfDay = (random: Random): number => {
  const peak = random.chance(0.4) ? 12.5 : 19.5;
  for (;;) {
    const minute = Math.round((peak + 2.4 * random.normal()) * 60);
    if (minute >= 0 && minute < minutesPerDay) return minute;
  }
};

const drawLines = (random: Random, taste: number, weights: readonly number[]): SampleLine[] => {
  const count = 1 + random.weighted([0.56, 0.3, 0.14]);
  const chosen = new Map<SampleProduct, number>();
  for (let i = 0; i < count; i++) {
    // One line in two is the customer's favourite: this is what gives products a purchase cycle.
    const product = catalogue[random.chance(0.5) ? taste : random.weighted(weights)]!;
    chosen.set(product, (chosen.get(product) ?? 0) + (random.chance(0.12) ? 2 : 1));
  }
  return [...chosen].map(([product, quantity]) => ({ product, quantity }));
};

interface Visit {
  readonly minute: number;
  readonly customer: number;
  readonly first: boolean;
}

/**
 * Visits of every customer. After each order a customer leaves for good with a probability of his own (beta), and
 * while he stays he orders at a rate of his own (gamma): the BG/NBD model of Fader, Hardie & Lee 2005. Those who came
 * in November for the sale leave sooner.
 */
function drawVisits(random: Random, from: number, through: number): { visits: Visit[]; customers: number } {
  const visits: Visit[] = [];
  let customers = 0;
  for (let day = from; day <= through; day++) {
    const date = new Date(day * 86_400_000);
    const month = (date.getUTCFullYear() - 2024) * 12 + date.getUTCMonth();
    const expected = acquisition[month]!;
    const arrivals = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0) + random.below(3) - 1;
    for (let i = 0; i < arrivals; i++) {
      const customer = customers++;
      const rate = random.gamma(1.5, 72);
      const leaves = month === 10 ? random.beta(1.1, 1.5) : random.beta(0.75, 2.6);
      let minute = day * minutesPerDay + minuteOfDay(random);
      visits.push({ minute, customer, first: true });
      while (!random.chance(leaves)) {
        const wait = Math.ceil(random.exponential(rate));
        minute = (Math.floor(minute / minutesPerDay) + wait) * minutesPerDay + minuteOfDay(random);
        if (minute >= (through + 1) * minutesPerDay) break;
        visits.push({ minute, customer, first: false });
      }
    }
  }
  return { visits: visits.sort((a, b) => a.minute - b.minute || a.customer - b.customer), customers };
}

/** The orders of the sample shop, oldest first. The same seed gives the same shop in every browser. */
export function simulateShop(seed: number): readonly SampleOrder[] {
  const random = createRandom(seed);
  const weights = catalogue.map(({ weight }) => weight);
  const { visits, customers } = drawVisits(random, dayOf(sampleRange.from), dayOf(sampleRange.through));
  const people = Array.from({ length: customers }, (_, index) => ({
    email: `${firstNames[random.below(firstNames.length)]}.${lastNames[random.below(lastNames.length)]}${index}@example.com`,
    country: countries[random.weighted([70, 12, 8, 6, 4])]!,
    channel: channels[random.weighted([62, 24, 14])]!,
    taste: random.weighted(weights),
    guest: random.chance(0.012),
  }));

  return visits.map(({ minute, customer, first }, index) => {
    const person = people[customer]!;
    const lines = drawLines(random, person.taste, weights);
    const goods = round(lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0));
    const coupon = first && random.chance(0.22) ? "WELCOME10" : null;
    const discount = coupon === null ? 0 : round(goods * 0.1);
    const shipping = person.channel === "pos" || goods >= 40 ? 0 : 3.9;
    const total = round(goods - discount + shipping);
    const fate = random.weighted([0.958, 0.01, 0.009, 0.008, 0.015]);
    const status = (["paid", "pending", "refunded", "partially_refunded", "voided"] as const)[fate]!;
    const part = lines[0]!.product.price;
    return {
      number: 1001 + index,
      minute,
      email: person.guest ? null : person.email,
      country: person.country,
      channel: person.channel,
      status,
      lines,
      coupon,
      discount,
      shipping,
      refund: status === "refunded" ? total : status === "partially_refunded" ? Math.min(part, total) : 0,
    };
  });
}
