/** The signs and words that stand beside amounts, and the currencies that they commonly mean. */

/** Mark in upper case → ISO 4217. `¥` is yen and yuan, so it is not here: a file's other evidence decides. */
export const currencySigns: Readonly<Record<string, string>> = {
  $: "USD",
  US$: "USD",
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  "₩": "KRW",
  "₽": "RUB",
  "₫": "VND",
  "฿": "THB",
  R$: "BRL",
  A$: "AUD",
  AU$: "AUD",
  C$: "CAD",
  CA$: "CAD",
  HK$: "HKD",
  S$: "SGD",
  NT$: "TWD",
  元: "CNY",
  RMB: "CNY",
  "CN¥": "CNY",
};
