/** PayPal's activity download: one record per movement of money, refunds and transfers among the payments. */
import { paypalKinds } from "./paypal-kinds.ts";
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * PayPal "Activity → All reports → Activity download" (PayPal, "Activity Download Specification"; types by the transaction event
 * codes of developer.paypal.com/docs/reports/reference/tcodes). A refund names its payment in Reference Txn ID. Transfers,
 * conversions, holds, fees and money that the shop itself pays are no orders. A pending payment is no revenue. The clock is that
 * of the TimeZone beside it.
 */
export const paypal: SourceFormat = {
  id: "paypal",
  columns: (
    "Date|Time|TimeZone|Name|Type|Status|Currency|Gross|Fee|Net|From Email Address|To Email Address|" +
    "Transaction ID|Shipping Address|Address Status|Item Title|Item ID|Shipping and Handling Amount|" +
    "Insurance Amount|Sales Tax|Option 1 Name|Option 1 Value|Option 2 Name|Option 2 Value|" +
    "Reference Txn ID|Invoice Number|Custom Number|Quantity|Receipt ID|Balance|Address Line 1|" +
    "Address Line 2/District/Neighborhood|Town/City|" +
    "State/Province/Region/County/Territory/Prefecture/Republic"
  ).split("|"),
  signature: ["TimeZone", "Type", "Gross", "From Email Address", "Transaction ID", "Reference Txn ID"],
  mapping: {
    order_id: ["Transaction ID"],
    refund_of: ["Reference Txn ID"],
    record_type: ["Type"],
    email: ["From Email Address"],
    ordered_at: ["Date"],
    time_of_day: ["Time"],
    status: ["Status"],
    net_amount: ["Gross"],
    shipping_amount: ["Shipping and Handling Amount"],
    tax_amount: ["Sales Tax"],
    currency: ["Currency"],
    country: ["Country", "Country Code"],
    region: ["State/Province/Region/County/Territory/Prefecture/Republic"],
    city: ["Town/City"],
    product_id: ["Item ID"],
    product_name: ["Item Title"],
    quantity: ["Quantity"],
  },
  structure: {
    record: "order",
    orderFields: "every_record",
    amount: "sum_of_records",
    amountIsNetOfRefunds: false,
  },
  statuses: statusTable({
    paid: "completed|cleared|held|on hold|已完成|已结清|abgeschlossen",
    unpaid:
      "pending|uncleared|unclaimed|denied|failed|expired|processing|created|待处理|未完成|被拒绝|offen|ausstehend|abgelehnt",
    cancelled: "canceled|cancelled|voided|removed|已取消|storniert",
    refunded: "refunded|reversed|returned|已退款|rückzahlung|zurückgezahlt",
    partially_refunded: "partially refunded|部分退款|teilweise zurückgezahlt",
  }),
  recordKinds: paypalKinds,
  currency: null,
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};

/** The same report of a German account: other headers, words and types, German numbers and days. */
export const paypalGerman: SourceFormat = {
  ...paypal,
  columns: (
    "Datum|Uhrzeit|Zeitzone|Name|Typ|Status|Währung|Brutto|Gebühr|Netto|Absender E-Mail-Adresse|" +
    "Empfänger E-Mail-Adresse|Transaktionscode|Lieferadresse|Adress-Status|Artikelbezeichnung|Artikelnummer|" +
    "Versand- und Bearbeitungsgebühr|Versicherungsbetrag|Umsatzsteuer|Option 1 Name|Option 1 Wert|Option 2 Name|" +
    "Option 2 Wert|Zugehöriger Transaktionscode|Rechnungsnummer|Zollnummer|Anzahl|Empfangsnummer|Guthaben|" +
    "Adresszeile 1|Adresszusatz|Ort|Bundesland|PLZ|Land|Telefon|Betreff|Hinweis|Ländervorwahl|Auswirkung auf Guthaben"
  ).split("|"),
  signature: [
    "Zeitzone",
    "Typ",
    "Brutto",
    "Absender E-Mail-Adresse",
    "Transaktionscode",
    "Zugehöriger Transaktionscode",
  ],
  mapping: {
    order_id: ["Transaktionscode"],
    refund_of: ["Zugehöriger Transaktionscode"],
    record_type: ["Typ"],
    email: ["Absender E-Mail-Adresse"],
    ordered_at: ["Datum"],
    time_of_day: ["Uhrzeit"],
    status: ["Status"],
    net_amount: ["Brutto"],
    shipping_amount: ["Versand- und Bearbeitungsgebühr"],
    tax_amount: ["Umsatzsteuer"],
    currency: ["Währung"],
    country: ["Land"],
    region: ["Bundesland"],
    city: ["Ort"],
    product_id: ["Artikelnummer"],
    product_name: ["Artikelbezeichnung"],
    quantity: ["Anzahl"],
  },
};
