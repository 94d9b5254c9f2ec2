/** The ledger in the forms of the marketplaces and shops of the West. */
import {
  goodsOf,
  halfDayClock,
  ledger,
  money,
  partsOf,
  totalOf,
  type LedgerLine,
  type LedgerOrder,
} from "./ledger.ts";
import { table, type Export, type Row } from "./table.ts";

const perLine = (make: (one: LedgerOrder, line: LedgerLine, index: number) => Row): readonly Row[] =>
  ledger.flatMap((one) => one.lines.map((line, index) => make(one, line, index)));
const perOrder = (make: (one: LedgerOrder) => Row): readonly Row[] => ledger.map(make);
const email = ({ buyer, number }: LedgerOrder) =>
  buyer === null ? "" : number === 11 ? `${buyer.toUpperCase()}@Example.com` : `${buyer}@example.com`;
const wasRefundedWhole = (one: LedgerOrder) => one.refund === totalOf(one);
const offset = (one: LedgerOrder) => `${one.at} +0800`;
const american = (one: LedgerOrder) => {
  const { year, month, date } = partsOf(one);
  return `${month}/${date}/${year}`;
};
const shortAmerican = (one: LedgerOrder) => american(one).replace(/\/20(\d\d)$/, "/$1");

/** Amazon: a tab between columns, every part of the price apart, no buyer and no refunds. */
export const amazon = (): Export => ({
  name: "amazon-all-orders.txt",
  carries: { customers: false, refunds: "none" },
  text: table(
    "amazon",
    perLine((one, line, index) => {
      const stamp = `${partsOf(one).utc.replace(" ", "T")}+00:00`;
      return {
        "amazon-order-id": `111-0000000-${String(one.number).padStart(7, "0")}`,
        "purchase-date": stamp,
        "last-updated-date": stamp,
        "order-status": one.isPaid ? "Shipped" : "Cancelled",
        "fulfillment-channel": "Merchant",
        "sales-channel": "Amazon.cn",
        "product-name": line.name.replaceAll('"', "”"),
        sku: line.sku,
        asin: `B0${line.sku.at(-1)}`,
        "item-status": one.isPaid ? "Shipped" : "Cancelled",
        quantity: one.isPaid ? String(line.quantity) : "0",
        currency: one.isPaid ? "CNY" : "",
        "item-price": one.isPaid ? money(line.quantity * line.price + 3) : "",
        "item-promotion-discount": one.isPaid ? "3.00" : "",
        "shipping-price": one.isPaid && index === 0 && one.shipping > 0 ? money(one.shipping) : "",
        "is-business-order": "false",
        "price-designation": "",
      };
    }),
    { delimiter: "\t", newline: "\r\n" },
  ),
});

/** Etsy's items: shipping repeated on each, no refunds; a buyer who never paid has no Date Paid. */
export const etsyItems = (): Export => ({
  name: "EtsySoldOrderItems2025.csv",
  carries: { customers: true, refunds: "none" },
  text: table(
    "etsy_items",
    perLine((one, line, index) => ({
      "Sale Date": shortAmerican(one),
      "Item Name": line.name,
      Buyer: one.buyer ?? "",
      Quantity: String(line.quantity),
      Price: money(line.price),
      "Discount Amount": "0",
      "Shipping Discount": "0",
      "Order Shipping": money(one.shipping),
      "Order Sales Tax": "0",
      "Item Total": money(line.quantity * line.price),
      Currency: "CNY",
      "Transaction ID": `30000${one.number}${index}`,
      "Listing ID": `40000${line.sku.charCodeAt(4)}`,
      "Date Paid": one.isPaid ? american(one) : "",
      "Order ID": `20000${String(one.number).padStart(4, "0")}`,
      "Order Type": "online",
      "Listings Type": "listing",
      "Payment Type": "online_cc",
    })),
    { newline: "\n" },
  ),
});

/** Etsy's orders: what is left after a refund stands beside the total. */
export const etsyOrders = (): Export => ({
  name: "EtsySoldOrders2025.csv",
  carries: { customers: true, refunds: "all" },
  text: table(
    "etsy_orders",
    perOrder((one) => ({
      "Sale Date": shortAmerican(one),
      "Order ID": `20000${String(one.number).padStart(4, "0")}`,
      "Buyer User ID": one.buyer ?? "",
      "Number of Items": String(one.lines.length),
      "Payment Method": "Credit Card",
      Currency: "CNY",
      "Order Value": money(goodsOf(one)),
      "Discount Amount": "0.00",
      "Shipping Discount": "0.00",
      Shipping: money(one.shipping),
      "Sales Tax": "0.00",
      "Order Total": money(totalOf(one)),
      Status: one.isPaid ? "" : "Canceled",
      "Card Processing Fees": "1.00",
      "Order Net": money(totalOf(one) - 1),
      "Adjusted Order Total": one.refund > 0 ? money(totalOf(one) - one.refund) : "",
      "Order Type": "online",
      "Payment Type": "online_cc",
    })),
  ),
});

/** eBay: commas first, for several items a record of the whole order before them, padding and a footer after. */
export function ebay(): Export {
  const months = "Jan|Feb|Mar|Apr".split("|");
  const day = (one: LedgerOrder) => {
    const { year, month, date } = partsOf(one);
    return `${months[Number(month) - 1]}-${date}-${year.slice(2)}`;
  };
  const id = (one: LedgerOrder) => `12-0000${one.number}-00000`;
  const head = (one: LedgerOrder): Row => ({
    "Sales Record Number": String(one.number),
    "Order Number": id(one),
    "Buyer Username": one.buyer ?? "",
    "Buyer Country": "China",
    "Shipping And Handling": `$${money(one.shipping)}`,
    "Total Price": `$${money(totalOf(one))}`,
    "Payment Method": "Other",
    "Sale Date": day(one),
    "Paid On Date": one.isPaid ? day(one) : "",
  });
  const item = (line: LedgerLine): Row => ({
    "Item Number": `1100${line.sku.charCodeAt(4)}`,
    "Item Title": line.name,
    "Custom Label": line.sku,
    Quantity: String(line.quantity),
    "Sold For": `$${money(line.price)}`,
  });
  const rows = ledger.flatMap((one): readonly Row[] =>
    one.lines.length === 1
      ? [{ ...head(one), ...item(one.lines[0]!) }]
      : [head(one), ...one.lines.map((line) => ({ "Order Number": id(one), ...item(line) }))],
  );
  const body = table("ebay", rows, { quoteAll: true, newline: "\r\n" });
  const commas = ",".repeat(body.split("\r\n")[0]!.split('","').length - 1);
  return {
    name: "eBay-OrdersReport-2025.csv",
    carries: { customers: true, refunds: "none" },
    options: { currency: "CNY" },
    text: `\ufeff${commas}\r\n${body}${commas}\r\n"${rows.length}, record(s) downloaded,from Jan-01-25 to Apr-30-25"\r\n"Seller ID : regulars"\r\n`,
  };
}

/** WooCommerce: the order's fields on each of its items. */
export const woocommerce = (): Export => ({
  name: "orders-2025-05-01.csv",
  carries: { customers: true, refunds: "all" },
  options: { currency: "CNY" },
  text: table(
    "woocommerce",
    perLine((one, line, index) => ({
      "Order Number": String(700 + one.number),
      "Order Status": !one.isPaid ? "Cancelled" : wasRefundedWhole(one) ? "Refunded" : "Completed",
      "Order Date": one.at.slice(0, 16),
      "Country Code (Billing)": "CN",
      "Email (Billing)": email(one),
      "Item #": String(index + 1),
      SKU: line.sku,
      Name: line.name,
      Quantity: String(line.quantity),
      "Item Cost": money(line.price),
      "Order Line (w/o tax)": money(line.price * line.quantity),
      "Order Line Total": money(line.price * line.quantity),
      "Payment Method Title": "Alipay",
      "Order Subtotal Amount": money(goodsOf(one)),
      "Order Shipping Amount": money(one.shipping),
      "Order Refund Amount": money(one.refund),
      "Order Total Amount": money(totalOf(one)),
      "Order Total Tax Amount": "0.00",
      "Total items": String(one.lines.length),
    })),
  ),
});

/** Magento: one record per order, dates in words, amounts with four decimals. */
export const magento = (): Export => ({
  name: "export.csv",
  carries: { customers: true, refunds: "all" },
  options: { currency: "CNY" },
  text: table(
    "magento",
    perOrder((one) => {
      const { year, month, date } = partsOf(one);
      return {
        ID: String(one.number).padStart(9, "0"),
        "Purchase Point": "Main Website",
        "Purchase Date": `${"Jan|Feb|Mar|Apr".split("|")[Number(month) - 1]} ${Number(date)}, ${year} ${halfDayClock(one)}`,
        "Bill-to Name": one.buyer ?? "Guest",
        "Ship-to Name": one.buyer ?? "Guest",
        "Grand Total (Base)": `${money(totalOf(one))}00`,
        "Grand Total (Purchased)": `${money(totalOf(one))}00`,
        Status: !one.isPaid ? "canceled" : wasRefundedWhole(one) ? "closed" : "complete",
        "Customer Email": email(one),
        "Customer Group": "General",
        Subtotal: `${money(goodsOf(one))}00`,
        "Shipping and Handling": `${money(one.shipping)}00`,
        "Payment Method": "checkmo",
        "Total Refunded": one.refund > 0 ? `${money(one.refund)}00` : "",
      };
    }),
  ),
});

/** Squarespace: the order's fields on its first item. */
export const squarespace = (): Export => ({
  name: "orders.csv",
  carries: { customers: true, refunds: "all" },
  text: table(
    "squarespace",
    perLine((one, line, index) => ({
      "Order ID": String(one.number).padStart(5, "0"),
      Email: email(one),
      "Lineitem quantity": String(line.quantity),
      "Lineitem name": line.name,
      "Lineitem price": money(line.price),
      "Lineitem sku": line.sku,
      ...(index > 0
        ? {}
        : {
            "Financial Status": !one.isPaid
              ? "PENDING"
              : wasRefundedWhole(one)
                ? "REFUNDED"
                : one.refund > 0
                  ? "PARTIALLY_REFUNDED"
                  : "PAID",
            "Paid at": one.isPaid ? offset(one) : "",
            Currency: "CNY",
            Subtotal: money(goodsOf(one)),
            Shipping: money(one.shipping),
            Taxes: "0.00",
            "Amount Refunded": money(one.refund),
            Total: money(totalOf(one)),
            "Created at": offset(one),
            "Cancelled at": one.isPaid ? "" : offset(one),
          }),
    })),
  ),
});

/** TikTok Shop: a line that explains the columns, the order's amount on each SKU, whole refunds only. */
export function tiktok(): Export {
  const rows: readonly Row[] = perLine((one, line) => ({
    "Order ID": `5769000000000000${String(one.number).padStart(2, "0")}\t`,
    "Order Status": one.isPaid ? "Completed" : "Canceled",
    "Order Substatus": one.isPaid ? "Completed" : "Canceled",
    "Cancelation/Return Type": !one.isPaid ? "Cancel" : wasRefundedWhole(one) ? "Return/Refund" : "",
    "Normal or Pre-order": "Normal",
    "SKU ID": `17290000000000${line.sku.charCodeAt(4)}\t`,
    "Seller SKU": line.sku,
    "Product Name": line.name,
    Quantity: String(line.quantity),
    "SKU Subtotal After Discount": money(line.quantity * line.price),
    "SKU Unit Original Price": money(line.price),
    "Shipping Fee After Discount": money(one.shipping),
    "Order Amount": money(totalOf(one)),
    "Created Time": `${american(one)} ${halfDayClock(one)}\t`,
    "Paid Time": one.isPaid ? `${american(one)} ${halfDayClock(one)}\t` : "\t",
    "Payment Method": "Card",
    "Buyer Username": one.buyer ?? "",
  }));
  const explained: Row = {
    "Order ID": "Platform unique order ID.",
    "Order Status": "Current order status.",
    "SKU ID": "Platform SKU ID.",
    "Seller SKU": "Seller sku input by the seller in the product system.",
    "Product Name": "Platform product name.",
    Variation: "Platform SKU variation",
    Quantity: "SKU sold quantity in the order.",
    "SKU Subtotal After Discount": "It equals to the subtotal less discounts.",
    "SKU Unit Original Price": "1 SKU original price.",
    "Order Amount": "It equals to all SKU subtotals and shipping.",
    "Created Time": "The time when the order was created.",
    "Paid Time": "The time when the order was paid.",
  };
  return {
    name: "All order-2025-05-01.csv",
    carries: { customers: true, refunds: "whole" },
    options: { currency: "CNY" },
    text: `\ufeff${table("tiktok", [explained, ...rows])}`,
  };
}
