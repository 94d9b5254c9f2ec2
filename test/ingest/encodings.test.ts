/** Realistic exports in every encoding that is told by score, whole, short, and ASCII but for their tail. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectEncoding } from "../../src/ingest/encoding.ts";
import type { Encoding } from "../../src/orders/plan.ts";
import { fileOf } from "../support/files.ts";

/** Words of a language's order exports, and the encoding its old programs write. */
interface Language {
  readonly encoding: Encoding;
  readonly header: readonly string[];
  readonly words: readonly string[];
}
const languages: Readonly<Record<string, Language>> = {
  "Chinese, simplified": {
    encoding: "gb18030",
    header: ["订单编号", "买家昵称", "实付金额", "订单创建时间", "订单状态"],
    words:
      "王小明 李雷 韩梅梅 张伟 刘洋 交易成功 等待买家付款 卖家已发货 交易关闭 茉莉花茶 铁观音 碧螺春 紫砂壶 快递 广东省深圳市南山区 浙江省杭州市 请尽快发货 顺丰速运 已签收 退款成功".split(
        " ",
      ),
  },
  "Chinese, traditional": {
    encoding: "big5",
    header: ["訂單編號", "買家帳號", "訂單金額", "訂單成立時間", "訂單狀態"],
    words:
      "王小明 陳美玲 林志豪 張雅婷 已完成 待出貨 不成立 烏龍茶 高山茶 紫砂壺 台北市信義區 高雄市 宅配 超商取貨 請盡快出貨 已付款 貨到付款 退貨退款".split(
        " ",
      ),
  },
  Japanese: {
    encoding: "shift_jis",
    header: ["注文番号", "注文日時", "お客様名", "合計金額", "ステータス"],
    words:
      "山田太郎 佐藤花子 鈴木一郎 発送済み 支払い待ち キャンセル 緑茶セット ほうじ茶 急須 東京都渋谷区 大阪市 代金引換 クレジットカード のし希望 ギフト包装 返品 ポイント利用".split(
        " ",
      ),
  },
  Korean: {
    encoding: "euc-kr",
    header: ["주문번호", "주문일시", "구매자명", "결제금액", "주문상태"],
    words:
      "김민수 이영희 박지훈 최은영 배송완료 결제대기 취소완료 녹차선물세트 우롱차 찻주전자 서울특별시 강남구 부산광역시 무통장입금 신용카드 빠른배송 반품요청 구매확정".split(
        " ",
      ),
  },
  German: {
    encoding: "windows-1252",
    header: ["Bestellnummer", "Käufer", "Straße", "Betrag", "Status"],
    words:
      "Müller Jäger Groß Schröder Köln München Österreich Grüner_Tee Früchte Gewürz bezahlt storniert versandt Weißtee 12,50_€ Königstraße zurück für über".split(
        " ",
      ),
  },
  French: {
    encoding: "windows-1252",
    header: ["Numéro", "Client", "Libellé", "Montant", "État"],
    words:
      "Hélène François Noël Bérénice Théière Café crème livré annulé réglé remboursé Orléans Besançon 12,50_€ à_l’étage cœur château forêt".split(
        " ",
      ),
  },
  Polish: {
    encoding: "windows-1250",
    header: ["Numer", "Klient", "Łączna kwota", "Data złożenia", "Status płatności"],
    words:
      "Łukasz Małgorzata Wójcik Kraków Łódź Poznań zielona_herbata zapłacone wysłane anulowane zwrócone paczka_pobraniowa środa książka źródło żółta".split(
        " ",
      ),
  },
  Russian: {
    encoding: "windows-1251",
    header: ["Номер заказа", "Покупатель", "Сумма", "Дата", "Статус"],
    words:
      "Иван Мария Петров Сергеева Москва Казань зелёный_чай чайник оплачен отправлен отменён возврат доставка подарок Екатеринбург улица".split(
        " ",
      ),
  },
};

/** Writes texts in an encoding, by the system's iconv: what a shop's old program would write. */
function encode(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  const name =
    { gb18030: "GB18030", big5: "BIG5", shift_jis: "CP932", "euc-kr": "CP949" }[encoding as string] ??
    encoding;
  return new Uint8Array(execFileSync("iconv", ["-f", "UTF-8", "-t", name.toUpperCase()], { input: text }));
}

const hasIconv = (() => {
  try {
    execFileSync("iconv", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("skipped: iconv is not on this machine");
    return false;
  }
})();

/** Words in an encoding, encoded once. */
const tablesOf = ({ encoding, header, words }: Language) => {
  const encoded = new Map(
    [...words, header.join(",")].map((word) => [word, encode(word.replaceAll("_", " "), encoding)]),
  );
  const ascii = (text: string) => new Uint8Array(Buffer.from(text));
  const join = (parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
  const record = (n: number, name: string, product: string) =>
    join([
      ascii(`A${1000 + n},2024-01-0${1 + (n % 9)},`),
      encoded.get(name)!,
      ascii(","),
      encoded.get(product)!,
      ascii(`,${n}.50\n`),
    ]);
  return { head: join([encoded.get(header.join(","))!, ascii("\n")]), record, join, ascii };
};

describe.skipIf(!hasIconv).each(Object.entries(languages))("an export in %s", (_, language) => {
  const { head, record, join, ascii } = tablesOf(language);
  const word = fc.constantFrom(...language.words);
  const records = (least: number, most: number) =>
    fc
      .array(fc.tuple(word, word), { minLength: least, maxLength: most })
      .map((pairs) => join(pairs.map(([name, product], n) => record(n, name, product))));
  const detect = async (bytes: Uint8Array) => (await detectEncoding(fileOf(Uint8Array.from(bytes)))).encoding;

  it(`with its header is ${language.encoding}, long or short`, async () => {
    await fc.assert(
      fc.asyncProperty(records(2, 60), async (body) => {
        expect(await detect(join([head, body]))).toBe(language.encoding);
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it("with an English header and names of its own is told by twelve records", async () => {
    await fc.assert(
      fc.asyncProperty(records(12, 40), async (body) => {
        expect(await detect(join([ascii("order_id,order_date,customer,product,amount\n"), body]))).toBe(
          language.encoding,
        );
      }),
      { seed: 12, numRuns: 100 },
    );
  });

  it("that is ASCII but for its tail is told by the tail", async () => {
    const plain = ascii("A1,2024-01-05,ann,tea,1.50\n".repeat(20_000));
    await fc.assert(
      fc.asyncProperty(records(12, 20), async (body) => {
        expect(await detect(join([plain, body]))).toBe(language.encoding);
      }),
      { seed: 13, numRuns: 5 },
    );
  });

  it.each(["utf-8", "utf-16le", "utf-16be"] as const)(
    "in %s is that, with and without a mark",
    async (unicode) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(word, { minLength: 3, maxLength: 20 }),
          fc.boolean(),
          async (words, mark) => {
            const text = `${mark ? "\ufeff" : ""}order_id,order_date,customer,amount\n${words.map((name, n) => `A${n},2024-01-05,${name},1.50\n`).join("")}`;
            const wide = Buffer.from(text, "utf16le");
            const bytes =
              unicode === "utf-8" ? Buffer.from(text) : unicode === "utf-16le" ? wide : wide.swap16();
            expect(await detect(Uint8Array.from(bytes))).toBe(unicode);
          },
        ),
        { seed: 14, numRuns: 60 },
      );
    },
  );
});

describe("bytes of no encoding", () => {
  it("are said to be unsure rather than passed off as one", async () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, i) =>
      i % 40 === 39 ? 10 : 0x80 + ((i * 7919) % 128),
    );
    expect(await detectEncoding(fileOf(noise))).toMatchObject({ isSure: false, isUtf8: false });
  });
});
