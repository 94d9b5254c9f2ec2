/** A shop simulated by the story of the models: rates of buying and chances of leaving that differ among customers. */
import { addDays } from "../../../src/base/calendar.ts";
import { createRandom } from "../../../src/stats/random.ts";
import type { ShopOrder } from "../../support/shop.ts";

/** Customers who buy at rates of their own and leave after an order by a chance of their own, over 400 days. */
export function simulated(customers: number, seed: number): readonly ShopOrder[] {
  const random = createRandom(seed);
  return Array.from({ length: customers }, (_, index) => {
    const [rate, leaving] = [random.gamma(1.2, 30), random.beta(1, 3)];
    const orders: ShopOrder[] = [];
    for (let at = random.below(150); at < 400; at += 1 + Math.floor(random.exponential(rate))) {
      orders.push({ customer: `c${index}`, at: addDays("2023-01-01", at), amount: 10 });
      if (random.chance(leaving)) break;
    }
    return orders;
  }).flat();
}
