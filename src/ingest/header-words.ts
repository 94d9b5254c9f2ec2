/** The words by which headers name what a column means, in six languages, in the order in which they are believed. */
import type { CanonicalColumn } from "../orders/plan.ts";
import { headerForms, normalHeader } from "./header-forms.ts";

const words: Readonly<Partial<Record<CanonicalColumn, readonly string[]>>> = {
  order_id:
    "orderid ordernumber orderno ordernr ordercode ordername invoiceno invoicenumber invoiceid invoice transactionid transactionno saleid salesid purchaseid orderreference reference receiptid receiptnumber order 订单编号 订单号 订单号码 订单id 主订单编号 交易号 单号 订单 bestellnummer bestellnr bestellid auftragsnummer auftragsnr rechnungsnummer rechnungsnr belegnummer 线上订单号 平台订单号 平台单号 原始单号 订单流水号 流水号 交易编号 交易单号 小票号 票号 单据编号 单据号 销售单号 注文番号 注文id 注文no 受注番号 belegnr bonnummer bonnr commande numerodecommande ndecommande numerocommande numerodeticket numeroticket numerodefacture idcommande numerodepedido ndepedido nopedido pedido idpedido numerodeventa deventa numerodefactura ordinenumero numeroordine orderref orderreferenceid ponumber docnum documentnumber documentno num saleno salenumber billno billnumber checknumber ticketnumber ticketno purchaseno orderkey receiptno receipt".split(
      " ",
    ),
  refund_of:
    "refundof originalorderid originalorder originalordernumber originaltransactionid parentorderid refundedorderid referencetxnid 原订单号 原订单编号 关联订单号 原单号".split(
      " ",
    ),
  customer_id:
    "customerid customerno customernumber customercode custid clientid clientno buyerid buyerusername userid memberid accountid shopperid customer client buyer member user customername clientname buyername 买家会员名 买家昵称 买家id 客户id 客户编号 会员id 会员编号 会员号 会员名 用户id 用户编号 客户 会员 买家 用户 客户名称 顾客编号 顾客id 顾客 顾客姓名 客户姓名 kundennummer kundennr kundenid kunde kundenname käufer customeruniqueid customerkey username buyerlogin buyernickname customerfullname contactname retailername cardcode accountnumber patronid loyaltyid membercode memberno cardnumber membercardno buyeraccount 买家账号 买家帐号 下单账号 下单帐号 会员名称 会员卡号 会员昵称 买家姓名 网名 用户名 用户昵称 会員id 会員番号 顧客id 顧客番号 お客様番号 ユーザーid idclient numeroclient codeclient cliente idcliente numerodecliente nombredelcliente codigocliente".split(
      " ",
    ),
  buyer_id: "customeruniqueid uniquecustomerid".split(" "),
  email:
    "email emailaddress customeremail buyeremail contactemail billingemail mail useremail 邮箱 电子邮箱 邮件 客户邮箱 买家邮箱 emailadresse kundenemail purchaseemail orderemail emailid shopperemail payeremail 电邮 邮箱地址 注文者メールアドレス メールアドレス eメール adresseemail courriel correoelectronico correo emailkunde kundenmail mailadresse".split(
      " ",
    ),
  phone:
    "phone phonenumber mobile mobilenumber telephone tel customerphone billingphone shippingphone 联系手机 手机 手机号 手机号码 电话 联系电话 telefon telefonnummer mobilnummer handynummer contactphone mobilephone cellphone phoneno buyerphone 买家手机号 买家手机 收货人手机 收货人手机号 收货人电话 收件人手机 收件人手机号 收件人电话 会员手机号 注文者電話番号 电话号码 電話番号 telephonenumber numerodetelephone telefono numerodetelefono".split(
      " ",
    ),
  ordered_at:
    "orderdate ordereddate orderedat orderedon ordertime orderdatetime datetimeorder dateoforder createdat createdon datecreated creationdate purchasedate purchasedat purchasedon placedat placedon invoicedate transactiondate saledate salesdate date datetime timestamp created time day 订单创建时间 下单时间 订单时间 创建时间 订单日期 下单日期 交易时间 购买时间 购买日期 日期 时间 bestelldatum bestellzeit bestelltam auftragsdatum rechnungsdatum kaufdatum datum ordercreationdate ordercreationtime ordercreatedat ordercreated orderplaced orderplacedat orderpurchasetimestamp ordertimestamp ordersubmittedat ordercreatetime createtime createddate createdtime createdutc createddateutc datetimeutc dateadded dateplaced boughtat soldat solddate dateofpurchase dateofsale visitdate docdate postingdate transactiontime transactiondatetime opened 拍单时间 付款日期时间 销售时间 销售日期 消费时间 消费日期 成交时间 订单提交时间 提交时间 订单成交时间 开单日期 开单时间 单据日期 注文日時 注文日 受注日 受注日時 購入日 購入日時 datecommande datedecommande datedevente dateachat datedachat fechadelpedido fechapedido fechadeventa fechadecompra fechaventa fecha dataordine".split(
      " ",
    ),
  paid_at:
    "paidat paiddate paymentdate datepaid paidon paymenttime 订单付款时间 付款时间 支付时间 付款日期 zahlungsdatum bezahltam 买家付款时间 订单支付时间 支付完成时间 付款确认时间 支付日期 orderpaidtime paidtime paymentdatetime 入金日 支払日 datedepaiement fechadepago".split(
      " ",
    ),
  time_of_day:
    "time ordertime saletime timeofday clock purchasetime transactiontime 时间 时刻 下单时刻 uhrzeit zeit heure hora ora 時刻 時間".split(
      " ",
    ),
  cancelled_at:
    "cancelledat canceledat cancellationdate canceldate 取消时间 关闭时间 cancelledtime canceledtime 关闭日期 取消日期".split(
      " ",
    ),
  shipped_at:
    "shippedat shipdate shippeddate shippingdate fulfilledat dispatchdate shippedon 发货时间 发货日期 versanddatum versandtam orderdeliveredcarrierdate shippedtime shiptime shipmentdate dispatchedat 订单发货时间 发货完成时间 発送日 datedexpedition fechadeenvio".split(
      " ",
    ),
  delivered_at:
    "deliveredat deliverydate delivereddate receiveddate deliveredon 确认收货时间 收货时间 签收时间 lieferdatum geliefertam deliveredtime orderdeliveredcustomerdate completedat completeddate 订单完成时间 完成时间 到货时间 datedelivraison fechadeentrega".split(
      " ",
    ),
  status:
    "orderstatus status financialstatus paymentstatus orderstate 订单状态 交易状态 状态 支付状态 bestellstatus zahlungsstatus auftragsstatus paymentstate fulfillmentstatus 单据状态 发货状态 ステータス 注文ステータス statut statutdecommande etat estado estadodelpedido stato lieferstatus".split(
      " ",
    ),
  net_amount:
    "netamount amountpaid paidamount totalpaid nettotal ordertotal totalamount orderamount grandtotal totalprice ordervalue total amount revenue sales netsales salesamount turnover value dollars payment price paid 买家实际支付金额 实付金额 实际支付金额 实收金额 支付金额 付款金额 订单金额 订单总额 总金额 销售额 成交金额 金额 总价 gesamtbetrag bestellwert gesamtsumme endbetrag betrag summe umsatz amounttotal totalpaidamount totalpurchaseamount purchaseamount transactionamount spend amountspent spent paymentvalue paymentamount finalprice saleprice salestotal totalsales totalsale totaltopay totalspent totalspend ordersum ordernet ordergrandtotal invoicetotal invoiceamount doctotal paidprice received totalincltax 订单实付金额 订单实际支付金额 用户实付金额 买家实付金额 买家实付 实付总额 实付款 实付 实付价格 已付金额 已付 实收 实收款 实际金额 用户应付金额 应收金额 成交额 交易金额 消费金额 交易额 营业额 合计 合计金额 订单合计 订单总价 合計金額 合計 支払い金額 支払金額 請求金額 お支払い金額 売上金額 売上 bruttobetrag rechnungsbetrag gesamtpreis gesamtpreisbrutto gesamt brutto verkaufssumme montanttotal totalcommande montantttc montant totalttc prixtotal importetotal totalpedido importe monto montototal preciototal 应付金额 应付总额".split(
      " ",
    ),
  gross_amount:
    "grossamount grosstotal gross grosssales 原价 商品总价 商品总额 货品总价 订单原价 totalbeforediscount".split(
      " ",
    ),
  goods_amount:
    "subtotal goodsamount itemstotal itemsubtotal 商品金额 货款 zwischensumme warenwert subtotalamount itemssubtotal ordersubtotal merchandisetotal 商品小计 小計 商品合計 soustotal".split(
      " ",
    ),
  discount_amount:
    "discountamount discounttotal totaldiscount discounts 优惠金额 折扣金额 优惠 折扣 rabattbetrag rabatt discount discountvalue totaldiscountamount orderdiscount 优惠总额 优惠总金额 折扣总额 折扣额 値引き 割引金額 remise descuento".split(
      " ",
    ),
  refund_amount:
    "refundamount refundedamount amountrefunded totalrefunded refunded refund 退款金额 退款 erstattungsbetrag erstattung rückerstattung refundtotal totalrefund totalrefunds 退款总额 已退金额 返金額 montantrembourse reembolso".split(
      " ",
    ),
  refund_status:
    "refundstatus aftersalesstatus aftersalestatus returnstatus cancelationreturntype 售后状态 退款状态 售后 退货状态".split(
      " ",
    ),
  refunded_at: "refundedat refunddate refundedon 退款时间 退款日期 refundtime 退款完成时间".split(" "),
  shipping_amount:
    "shippingamount shippingcost shippingtotal shippingfee shipping postage 买家应付邮费 运费 邮费 versandkosten shippingrate shippingprice shippingcharge shippingcharges deliveryfee deliverycost freight freightvalue 快递费 快递费用 运费金额 运费收入 配送费 送料 versand fraisdeport fraisdelivraison gastosdeenvio costodeenvio".split(
      " ",
    ),
  tax_amount:
    "taxamount totaltax taxes tax vat 税费 税额 mehrwertsteuer mwst umsatzsteuer taxtotal salestax totaltaxamount vatamount gst 消費税 税金 steuer tva iva impuesto".split(
      " ",
    ),
  cost_amount:
    "cogs ordercost totalcost costofgoods 成本 总成本 总成本金额 订单成本 costamount totalcogs".split(" "),
  currency:
    "currency currencycode ordercurrency 币种 货币 währung currencyiso 货币类型 币别 通貨 devise moneda".split(
      " ",
    ),
  channel:
    "channel saleschannel source ordersource platform salesource 渠道 来源 平台 verkaufskanal kanal orderchannel referralsource trafficsource utmsource marketplace store storename shop shopname 店铺 店铺名称 门店 门店名称 消费门店 网店 销售渠道 订单来源 販売チャネル".split(
      " ",
    ),
  campaign: "campaign utmcampaign 活动 campaignname 活动名称".split(" "),
  country:
    "country countrycode shippingcountry billingcountry shipcountry 国家 lieferland land buyercountry customercountry countryname deliverycountry 国家地区 国 pays pais".split(
      " ",
    ),
  region:
    "region state province shippingprovince billingprovince 省 省份 地区 bundesland shipstate customerstate billingstate shippingstate stateprovince provincestate 省市 州 都道府県 provincia".split(
      " ",
    ),
  city: "city shippingcity billingcity town shipcity 城市 市 ort stadt customercity buyercity ville ciudad".split(
    " ",
  ),
  coupon:
    "coupon couponcode discountcode promocode vouchercode voucher 优惠券 优惠码 gutscheincode gutschein coupondetails couponused promotioncode promo discountcodes 优惠券码 クーポン codepromo cupon".split(
      " ",
    ),
  payment_method:
    "paymentmethod paymenttype paymentgateway 支付方式 付款方式 zahlungsart zahlungsmethode payment paymentmode modeofpayment tendertype paymentmethods 支付渠道 支付类型 付款渠道 支払い方法 支払方法 moyendepaiement modedepaiement mododepago metododepago formadepago".split(
      " ",
    ),
  test: "test istest testorder testmode 测试订单".split(" "),
  birthday: "birthday birthdate dateofbirth dob 生日 出生日期 geburtsdatum".split(" "),
  product_id:
    "sku productid productcode stockcode itemid itemsku itemcode productsku variantsku asin lineitemsku 商品编码 商家编码 商品id 货号 商品编号 artikelnummer artikelnr sellersku merchantsku skuid skunumber skureferenceno skureference skucode productno productnumber articleno itemnumber upc ean gtin barcode 商品代码 商品条码 商品货号 商品编码自定义 规格编码 货品编码 货品编号 sku编码 skuid 条码 商品番号 商品コード codeproduit refproduit codigoproducto codigodeproducto".split(
      " ",
    ),
  product_name:
    "productname product itemname item producttitle description productdescription title lineitemname 商品名称 宝贝标题 商品标题 商品 标题 产品名称 产品 artikelname artikel produktname produkt bezeichnung products itemdescription itemtitle productservice article menuitem skuname 货品名称 货品标题 商品名 菜品名称 菜品 品名 sku名称 商品信息 商品名称规格 name produit nomduproduit producto nombredelproducto".split(
      " ",
    ),
  category:
    "category productcategory productcategoryname productline producttype department 类目 分类 品类 商品分类 类别 kategorie warengruppe productcategories itemcategory categoryname productclass 商品类目 商品类别 一级类目 商品类型 カテゴリ categorie categoria".split(
      " ",
    ),
  quantity:
    "quantity qty units itemquantity lineitemquantity count cds pieces 数量 购买数量 宝贝总数量 商品数量 件数 menge anzahl stückzahl quantitysold quantityordered itemqty productquantity productqty totalquantity totalorderquantity totalitems itemcount itemscount numberofitems nitems salesquantity unitssold qtyordered 货品数量 商品件数 销售数量 销量 成交数量 订购数量 份数 sku件数 総数 個数 数量個 quantite cantidad unidades".split(
      " ",
    ),
  unit_price:
    "unitprice priceperunit itemprice priceeach lineitemprice price 单价 商品单价 价格 einzelpreis stückpreis productprice saleunitprice salesprice sellingprice dealprice listprice wholesaleprice itemcost 商品价格 成交价 标准单价 零售价 销售价 售价 単価 価格 prixunitaire prix preciounitario precio".split(
      " ",
    ),
  line_amount:
    "lineamount linetotal itemtotal lineitemtotal extendedprice 小计 amountline subtotalline lineitemamount lineprice 行金额".split(
      " ",
    ),
  line_discount: "linediscount lineitemdiscount itemdiscount".split(" "),
  line_cost:
    "unitcost linecost itemcost costprice costperitem cost productcost 成本价 单位成本 采购价 采购成本 进货价 进价 einkaufspreis stückkosten".split(
      " ",
    ),
};

/** Header words by meaning, in the forms of {@link headerForms}; an earlier word wins over a later one. */
export const headerWords: typeof words = Object.fromEntries(
  Object.entries(words).map(([column, texts]) => [column, texts.map(normalHeader)]),
);

const everyWord = new Set(Object.values(headerWords).flat());

/** True where the header is a word that is known to name a column. */
export const isKnownHeader = (header: string): boolean =>
  headerForms(header).some((form) => everyWord.has(form));

/** True where the header can name the price of one unit. */
export const isUnitPrice = (header: string): boolean =>
  headerForms(header).some((form) => headerWords.unit_price!.includes(form));
