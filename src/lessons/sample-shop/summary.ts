/** Figures of the sample shop for the first screen, known before it is generated; a test holds them to the generator. */
import type { MonthTally } from "./tallies.ts";

/** The seed of the shop that the product shows. */
export const sampleSeed = 20240101;

/** The shop's name. */
export const sampleShopName = "Lantern Street Tea";

/** Orders in the export, whatever their status. */
export const sampleOrders = 14313;

/** Months that the export covers, the last one in part. */
export const sampleMonths = 18;

/** The last fourteen months that are over: new customers, and how many ordered again 1 to 5 months later. */
export const sampleTallies: readonly MonthTally[] = [
  {
    month: "2024-04-01",
    newCustomers: 196,
    again: [61, 45, 42, 43, 46],
  },
  {
    month: "2024-05-01",
    newCustomers: 227,
    again: [71, 69, 58, 45, 46],
  },
  {
    month: "2024-06-01",
    newCustomers: 220,
    again: [54, 47, 47, 33, 42],
  },
  {
    month: "2024-07-01",
    newCustomers: 190,
    again: [59, 55, 44, 46, 46],
  },
  {
    month: "2024-08-01",
    newCustomers: 162,
    again: [37, 38, 43, 32, 35],
  },
  {
    month: "2024-09-01",
    newCustomers: 237,
    again: [78, 63, 54, 52, 39],
  },
  {
    month: "2024-10-01",
    newCustomers: 255,
    again: [68, 76, 67, 47, 51],
  },
  {
    month: "2024-11-01",
    newCustomers: 454,
    again: [93, 71, 55, 53, 37],
  },
  {
    month: "2024-12-01",
    newCustomers: 339,
    again: [99, 76, 71, 65, 62],
  },
  {
    month: "2025-01-01",
    newCustomers: 220,
    again: [62, 58, 49, 44],
  },
  {
    month: "2025-02-01",
    newCustomers: 235,
    again: [70, 62, 59],
  },
  {
    month: "2025-03-01",
    newCustomers: 270,
    again: [81, 75],
  },
  {
    month: "2025-04-01",
    newCustomers: 251,
    again: [59],
  },
  {
    month: "2025-05-01",
    newCustomers: 256,
    again: [],
  },
];
