/** The ledger in the forms of those who take the money: payments without products, refunds apart. */
import { ledger, money, partsOf, totalOf, type LedgerOrder } from "./ledger.ts";
import { table, type Export, type Row } from "./table.ts";

const email = ({ buyer, number }: LedgerOrder) =>
  buyer === null ? "" : number === 11 ? `${buyer.toUpperCase()}@Example.com` : `${buyer}@example.com`;

/** Stripe: UTC, currencies in small letters, what was refunded beside the amount; a test payment among them. */
export const stripe = (): Export => ({
  name: "unified_payments.csv",
  carries: { customers: true, refunds: "all" },
  text: table("stripe", [
    ...ledger.map((one): Row => ({
      id: `ch_3Q${String(one.number).padStart(4, "0")}`,
      "Created (UTC)": partsOf(one).utc,
      Amount: money(totalOf(one)),
      "Amount Refunded": money(one.refund),
      Currency: "cny",
      "Converted Amount": money(totalOf(one)),
      "Converted Amount Refunded": money(one.refund),
      Fee: "1.00",
      "Converted Currency": "cny",
      Mode: "Live",
      Status: !one.isPaid ? "Failed" : one.refund === totalOf(one) ? "Refunded" : "Paid",
      "Customer Email": email(one),
      Captured: String(one.isPaid),
      "Card Brand": "Visa",
    })),
    {
      id: "ch_test",
      "Created (UTC)": "2025-04-11 03:00:00",
      Amount: "999.00",
      "Amount Refunded": "0.00",
      Currency: "cny",
      Mode: "Test",
      Status: "Paid",
      "Customer Email": "ann@example.com",
    },
  ]),
});

/** Square: day and clock apart, dollar signs, refunds as records below zero with their payment's Transaction ID. */
export function square(): Export {
  const row = (one: LedgerOrder, event: "Payment" | "Refund", amount: number): Row => ({
    Date: partsOf(one).day,
    Time: event === "Refund" ? "23:59:00" : partsOf(one).clock,
    "Time Zone": "Beijing",
    "Gross Sales": signed(amount),
    Discounts: "$0.00",
    "Net Sales": signed(amount),
    Tax: "$0.00",
    Tip: "$0.00",
    "Partial Refunds": "$0.00",
    "Total Collected": signed(amount),
    Source: "Point of Sale",
    "Transaction ID": `TX${one.number}`,
    "Payment ID": `PA${one.number}${event === "Refund" ? "R" : ""}`,
    "Card Brand": "Visa",
    "Event Type": event,
    Location: "Shop",
    "Customer ID": one.buyer === null ? "" : `CUST_${one.buyer}`,
  });
  const signed = (amount: number) => `${amount < 0 ? "-" : ""}$${money(Math.abs(amount))}`;
  const rows = ledger
    .filter(({ isPaid }) => isPaid)
    .flatMap((one) => [
      row(one, "Payment", totalOf(one)),
      ...(one.refund > 0 ? [row(one, "Refund", -one.refund)] : []),
    ]);
  return {
    name: "transactions-2025-01-01-2025-05-01.csv",
    carries: { customers: true, refunds: "all" },
    options: { currency: "CNY" },
    text: table("square", [...rows].reverse()),
  };
}

/** PayPal: newest first, refunds that name their payment, and much that is no order. */
export function paypal(): Export {
  const base = (one: LedgerOrder): Row => {
    const { year, month, date, clock } = partsOf(one);
    return { Date: `${date}/${month}/${year}`, Time: clock, TimeZone: "Asia/Shanghai", Currency: "CNY" };
  };
  const amounts = (gross: number): Row => ({ Gross: money(gross), Fee: "0.00", Net: money(gross) });
  const shop = "shop@example.com";
  const rows = ledger.flatMap((one): readonly Row[] => [
    {
      ...base(one),
      Type: "Express Checkout Payment",
      Status: one.isPaid ? (one.refund > 0 ? "Partially Refunded" : "Completed") : "Pending",
      ...amounts(totalOf(one)),
      "From Email Address": email(one),
      "To Email Address": shop,
      "Transaction ID": `TXN${one.number}`,
    },
    ...(one.refund > 0
      ? [
          {
            ...base(one),
            Time: "23:59:59",
            Type: "Payment Refund",
            Status: "Completed",
            ...amounts(-one.refund),
            "From Email Address": shop,
            "To Email Address": email(one),
            "Transaction ID": `RFD${one.number}`,
            "Reference Txn ID": `TXN${one.number}`,
          },
        ]
      : []),
  ]);
  const last = ledger.at(-1)!;
  const other = (type: string, gross: number, id: string, reference = ""): Row => ({
    ...base(last),
    Type: type,
    Status: "Completed",
    ...amounts(gross),
    "From Email Address": gross < 0 ? shop : "supplier@example.com",
    "To Email Address": gross < 0 ? "supplier@example.com" : shop,
    "Transaction ID": id,
    "Reference Txn ID": reference,
  });
  const others = [
    other("General Withdrawal", -500, "WDR1"),
    other("General Currency Conversion", 12, "CUR1", "TXN12"),
    other("Payment Hold", -17.5, "HLD1", "TXN12"),
    other("PreApproved Payment Bill User Payment", -29, "OUT1", "B-1"),
    other("Payment Refund", 9, "BCK1", "OUT0"),
  ];
  return {
    name: "Download.CSV",
    carries: { customers: true, refunds: "all" },
    text: `\ufeff${table("paypal", [...rows, ...others].reverse(), { quoteAll: true, newline: "\r\n" })}`,
  };
}
