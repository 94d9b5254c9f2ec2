/** Simulated orders as the text of a Shopify order export, so that the sample shop shows import itself. */
import type { SampleOrder } from "./simulate.ts";

const header = [
  "Name",
  "Email",
  "Financial Status",
  "Paid at",
  "Fulfillment Status",
  "Currency",
  "Subtotal",
  "Shipping",
  "Taxes",
  "Total",
  "Discount Code",
  "Discount Amount",
  "Created at",
  "Lineitem quantity",
  "Lineitem name",
  "Lineitem price",
  "Lineitem sku",
  "Lineitem discount",
  "Shipping Country",
  "Cancelled at",
  "Payment Method",
  "Refunded Amount",
  "Id",
  "Source",
] as const;

type Field = (typeof header)[number];

/** The day of the month of the last Sunday of a month (0 = January), when Berlin changes its clocks. */
const lastSunday = (year: number, month: number): number => {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return last.getUTCDate() - last.getUTCDay();
};

/** Berlin's stamp of a wall-clock minute, with the offset that held then. */
export function toBerlinStamp(minute: number): string {
  const date = new Date(minute * 60_000);
  const year = date.getUTCFullYear();
  const begins = Date.UTC(year, 2, lastSunday(year, 2), 3);
  const ends = Date.UTC(year, 9, lastSunday(year, 9), 3);
  const summer = date.getTime() >= begins && date.getTime() < ends;
  return `${date.toISOString().slice(0, 19).replace("T", " ")} ${summer ? "+0200" : "+0100"}`;
}

const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const cents = (amount: number) => amount.toFixed(2);

function toRecords(order: SampleOrder): string[] {
  const created = toBerlinStamp(order.minute);
  const goods = order.lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  const subtotal = goods - order.discount;
  const settled = order.status !== "pending" && order.status !== "voided";
  const head: Partial<Record<Field, string>> = {
    "Financial Status": order.status,
    "Paid at": settled ? created : "",
    "Fulfillment Status": settled ? "fulfilled" : "unfulfilled",
    Currency: "EUR",
    Subtotal: cents(subtotal),
    Shipping: cents(order.shipping),
    Taxes: "0.00",
    Total: cents(subtotal + order.shipping),
    "Discount Code": order.coupon ?? "",
    "Discount Amount": cents(order.discount),
    "Shipping Country": order.country,
    "Cancelled at": order.status === "voided" ? toBerlinStamp(order.minute + 95) : "",
    "Payment Method": order.channel === "pos" ? "cash" : "Shopify Payments",
    "Refunded Amount": cents(order.refund),
    Id: String(5_500_000_000_000 + order.number * 32_768),
    Source: order.channel,
  };
  return order.lines.map(({ product, quantity }, index) => {
    const fields: Partial<Record<Field, string>> = {
      ...(index === 0 ? head : {}),
      Name: `#${order.number}`,
      Email: order.email ?? "",
      "Created at": created,
      "Lineitem quantity": String(quantity),
      "Lineitem name": product.name,
      "Lineitem price": cents(product.price),
      "Lineitem sku": product.sku,
      "Lineitem discount": "0.00",
    };
    return header.map((name) => quote(fields[name] ?? "")).join(",");
  });
}

/** The text of the export, newest order first as Shopify writes it; `\n` line ends. */
export function toShopifyExport(orders: readonly SampleOrder[]): string {
  return [header.join(","), ...[...orders].reverse().flatMap(toRecords)].join("\n") + "\n";
}
