/** Random shops for tests of what must hold of any shop: few customers, ties, guests, negative amounts, missing values. */
import fc from "fast-check";
import { addDays } from "../../src/base/calendar.ts";
import type { ShopLine, ShopOrder } from "./shop.ts";

/** The first day on which an order of a random shop can be. */
export const firstDay = "2024-01-01";

const cents = (min: number, max: number) => fc.integer({ min, max }).map((amount) => amount / 100);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const only = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const line: fc.Arbitrary<ShopLine> = fc
  .record({
    product: fc.constantFrom("tea", "pot", "cup", "tin"),
    quantity: fc.integer({ min: 1, max: 4 }),
    amount: cents(-500, 6000),
    cost: maybe(cents(0, 3000)),
  })
  .map((each) => only({ ...each, category: each.product === "tea" ? "drinks" : "ware" }) as ShopLine);

/** How large random shops are. */
export interface ShopSize {
  readonly orders?: number;
  /** Days from the first order on. */
  readonly days?: number;
  readonly customers?: number;
}

/** Shops of 1 to `orders` (40) orders on the `days` (400) days from {@link firstDay} on, of `customers` (8) and guests. */
export function randomShops(size: ShopSize = {}): fc.Arbitrary<readonly ShopOrder[]> {
  const { orders = 40, days = 400, customers = 8 } = size;
  const ids = Array.from({ length: customers }, (_, index) => String.fromCharCode(97 + index));
  const order = fc
    .record({
      customer: fc.constantFrom(...ids, ...ids, null),
      day: fc.integer({ min: 0, max: days - 1 }),
      hour: fc.constantFrom("00:00:00", "09:30:00", "21:15:30"),
      amount: fc.oneof(cents(-2000, 50_000), fc.constantFrom(0, 10, 10, 25)),
      cost: maybe(cents(0, 20_000)),
      discount: maybe(cents(0, 1000)),
      channel: maybe(fc.constantFrom("web", "app")),
      country: maybe(fc.constantFrom("DE", "FR")),
      lines: fc.array(line, { maxLength: 3 }),
    })
    .map(({ day, hour, ...each }) => only({ ...each, at: `${addDays(firstDay, day)} ${hour}` }) as ShopOrder);
  return fc
    .array(order, { minLength: 1, maxLength: orders })
    .map((shop) => shop.map((each, index) => ({ ...each, id: `o${String(index + 1).padStart(3, "0")}` })));
}
