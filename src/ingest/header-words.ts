/** The words by which headers name what a column means, English, Chinese and German, in the order in which they are believed. */
import type { CanonicalColumn } from "../orders/plan.ts";

/** Header words by meaning, normalised by {@link normalHeader}; an earlier word wins over a later one. */
export const headerWords: Readonly<Partial<Record<CanonicalColumn, readonly string[]>>> = {
  order_id:
    "orderid ordernumber orderno ordernr ordercode ordername invoiceno invoicenumber invoiceid invoice transactionid transactionno saleid salesid purchaseid orderreference reference receiptid receiptnumber order 订单编号 订单号 订单id 主订单编号 交易号 单号 订单 bestellnummer bestellnr bestellid auftragsnummer auftragsnr rechnungsnummer rechnungsnr belegnummer".split(
      " ",
    ),
  customer_id:
    "customerid customerno customernumber customercode custid clientid clientno buyerid buyerusername userid memberid accountid shopperid customer client buyer member user customername clientname buyername 买家会员名 买家昵称 买家id 客户id 客户编号 会员id 会员编号 会员号 会员名 用户id 用户编号 客户 会员 买家 用户 客户名称 顾客编号 顾客id 顾客 顾客姓名 客户姓名 kundennummer kundennr kundenid kunde kundenname käufer".split(
      " ",
    ),
  buyer_id: "customeruniqueid uniquecustomerid".split(" "),
  email:
    "email emailaddress customeremail buyeremail contactemail billingemail mail useremail 邮箱 电子邮箱 邮件 客户邮箱 买家邮箱 emailadresse kundenemail".split(
      " ",
    ),
  phone:
    "phone phonenumber mobile mobilenumber telephone tel customerphone billingphone shippingphone 联系手机 手机 手机号 手机号码 电话 联系电话 telefon telefonnummer mobilnummer handynummer".split(
      " ",
    ),
  ordered_at:
    "orderdate ordereddate orderedat orderedon ordertime orderdatetime datetimeorder dateoforder createdat createdon datecreated creationdate purchasedate purchasedat purchasedon placedat placedon invoicedate transactiondate saledate salesdate date datetime timestamp created time day 订单创建时间 下单时间 订单时间 创建时间 订单日期 下单日期 交易时间 购买时间 购买日期 日期 时间 bestelldatum bestellzeit bestelltam auftragsdatum rechnungsdatum kaufdatum datum".split(
      " ",
    ),
  paid_at:
    "paidat paiddate paymentdate datepaid paidon paymenttime 订单付款时间 付款时间 支付时间 付款日期 zahlungsdatum bezahltam".split(
      " ",
    ),
  cancelled_at: "cancelledat canceledat cancellationdate canceldate 取消时间 关闭时间".split(" "),
  shipped_at:
    "shippedat shipdate shippeddate shippingdate fulfilledat dispatchdate shippedon 发货时间 发货日期 versanddatum versandtam".split(
      " ",
    ),
  delivered_at:
    "deliveredat deliverydate delivereddate receiveddate deliveredon 确认收货时间 收货时间 签收时间 lieferdatum geliefertam".split(
      " ",
    ),
  status:
    "orderstatus status financialstatus paymentstatus orderstate 订单状态 交易状态 状态 支付状态 bestellstatus zahlungsstatus auftragsstatus".split(
      " ",
    ),
  net_amount:
    "netamount amountpaid paidamount totalpaid nettotal ordertotal totalamount orderamount grandtotal totalprice ordervalue total amount revenue sales netsales salesamount turnover value dollars paymentvalue paymentamount payment price paid 买家实际支付金额 实付金额 实际支付金额 实收金额 支付金额 付款金额 订单金额 订单总额 应付金额 总金额 销售额 成交金额 金额 总价 gesamtbetrag bestellwert gesamtsumme endbetrag betrag summe umsatz".split(
      " ",
    ),
  gross_amount: "grossamount grosstotal gross grosssales 原价 商品总价".split(" "),
  goods_amount: "subtotal goodsamount itemstotal itemsubtotal 商品金额 货款 zwischensumme warenwert".split(
    " ",
  ),
  discount_amount:
    "discountamount discounttotal totaldiscount discounts 优惠金额 折扣金额 优惠 折扣 rabattbetrag rabatt".split(
      " ",
    ),
  refund_amount:
    "refundamount refundedamount amountrefunded totalrefunded refunded refund 退款金额 退款 erstattungsbetrag erstattung rückerstattung".split(
      " ",
    ),
  refunded_at: "refundedat refunddate refundedon 退款时间 退款日期".split(" "),
  shipping_amount:
    "shippingamount shippingcost shippingtotal shippingfee shipping postage 买家应付邮费 运费 邮费 versandkosten".split(
      " ",
    ),
  tax_amount: "taxamount totaltax taxes tax vat 税费 税额 mehrwertsteuer mwst umsatzsteuer".split(" "),
  cost_amount: "cogs ordercost totalcost costofgoods 成本 总成本".split(" "),
  currency: "currency currencycode ordercurrency 币种 货币 währung".split(" "),
  channel:
    "channel saleschannel source ordersource platform salesource 渠道 来源 平台 verkaufskanal kanal".split(
      " ",
    ),
  campaign: "campaign utmcampaign 活动".split(" "),
  country: "country countrycode shippingcountry billingcountry shipcountry 国家 lieferland land".split(" "),
  region: "region state province shippingprovince billingprovince 省 省份 地区 bundesland".split(" "),
  city: "city shippingcity billingcity town shipcity 城市 市 ort stadt".split(" "),
  coupon:
    "coupon couponcode discountcode promocode vouchercode voucher 优惠券 优惠码 gutscheincode gutschein".split(
      " ",
    ),
  payment_method:
    "paymentmethod paymenttype paymentgateway 支付方式 付款方式 zahlungsart zahlungsmethode".split(" "),
  test: "test istest testorder".split(" "),
  birthday: "birthday birthdate dateofbirth dob 生日 出生日期 geburtsdatum".split(" "),
  product_id:
    "sku productid productcode stockcode itemid itemsku itemcode productsku variantsku asin lineitemsku 商品编码 商家编码 商品id 货号 商品编号 artikelnummer artikelnr".split(
      " ",
    ),
  product_name:
    "productname product itemname item producttitle description productdescription title lineitemname 商品名称 宝贝标题 商品标题 商品 标题 产品名称 产品 artikelname artikel produktname produkt bezeichnung".split(
      " ",
    ),
  category:
    "category productcategory productcategoryname productline producttype department 类目 分类 品类 商品分类 类别 kategorie warengruppe".split(
      " ",
    ),
  quantity:
    "quantity qty units itemquantity lineitemquantity count cds pieces 数量 购买数量 宝贝总数量 商品数量 件数 menge anzahl stückzahl".split(
      " ",
    ),
  unit_price:
    "unitprice priceperunit itemprice priceeach lineitemprice price 单价 商品单价 价格 einzelpreis stückpreis".split(
      " ",
    ),
  line_amount: "lineamount linetotal itemtotal lineitemtotal extendedprice 小计".split(" "),
  line_discount: "linediscount lineitemdiscount itemdiscount".split(" "),
  line_cost:
    "unitcost linecost itemcost costprice costperitem cost productcost 成本价 单位成本 采购价 采购成本 进货价 进价 einkaufspreis stückkosten".split(
      " ",
    ),
};

/** A header as it is compared: lower case, letters and digits of any script only. */
export const normalHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const everyWord = new Set(Object.values(headerWords).flat());

/** True where the header is a word that is known to name a column. */
export const isKnownHeader = (header: string): boolean => everyWord.has(normalHeader(header));
