/** Exact decimals as the receipts write them. */

/** An exact decimal without the zeros that DECIMAL(18,4) adds beyond cents: `14089.0400` is `14089.04`. */
export function exactText(decimal: string): string {
  return decimal.replace(/(\.\d\d\d*?)0+$/, "$1");
}
