/** The forms in which a header is compared with words. */

/** Characters of the traditional script that stand in headers, each before its simplified one. */
const pairs =
  "訂订單单編编號号碼码會会員员買买賣卖時时間间狀状態态額额總总價价數数運运費费貨货幣币電电話话郵邮實实應应優优顧顾購购現现稅税國国稱称類类別别鋪铺發发簽签確确認认產产標标題题條条關关門门區区縣县積积點点帳账戶户與与銷销售售產产圖图項项種种連连結结餘余歷历計计記记設设換换裝装層层辦办";
const simplified = new Map(
  Array.from({ length: pairs.length / 2 }, (_, index) => [pairs[2 * index]!, pairs[2 * index + 1]!]),
);

/** A header in lower case, letters and digits of any script only, without accents; the traditional script as the simplified. */
export const normalHeader = (header: string): string =>
  [
    ...header
      .normalize("NFKD")
      .replace(/(?<=[a-z])[\u0300-\u036f]+/giu, "")
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ""),
  ]
    .map((character) => simplified.get(character) ?? character)
    .join("");

/** A header as it stands, and without what it says in brackets (a currency, a unit, "inc tax"); at least one form. */
export function headerForms(header: string): readonly string[] {
  const whole = normalHeader(header);
  const bare = normalHeader(header.replace(/[(（[【].*?[)）\]】]/gu, " "));
  return bare === "" || bare === whole ? [whole] : [whole, bare];
}
