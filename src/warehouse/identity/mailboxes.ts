/** What is known of e-mail addresses: providers that many people use, forwarding domains, and when two write one mailbox. */
import { literal } from "../../sql/literal.ts";

/** Mailbox providers that many people use: a domain one slip away from one of these, and rare, is taken for a slip. */
const providers = (
  "gmail.com googlemail.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es outlook.com outlook.de " +
  "outlook.fr live.com live.co.uk live.nl msn.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.de yahoo.fr yahoo.es yahoo.it " +
  "ymail.com mail.com email.com icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de " +
  "freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me orange.fr wanadoo.fr free.fr laposte.net sfr.fr " +
  "libero.it virgilio.it btinternet.com sky.com comcast.net att.net verizon.net cox.net qq.com foxmail.com 163.com 126.com " +
  "139.com 189.cn yeah.net sina.com sina.cn sohu.com aliyun.com vip.qq.com naver.com daum.net mail.ru yandex.ru bk.ru " +
  "list.ru inbox.ru uol.com.br bol.com.br bigpond.com optusnet.com.au xtra.co.nz rediffmail.com fastmail.com hey.com"
).split(" ");

/** The list of providers in SQL. */
export const providerList = `cast(${literal(providers)} as varchar[])`;

/** Domains whose addresses a marketplace or a phone makes for one shop: they name no person beyond it. */
const relays =
  "(^|[.])(marketplace[.]amazon[.][a-z.]+|members[.]ebay[.][a-z.]+|privaterelay[.]appleid[.]com|relay[.]firefox[.]com|" +
  "duck[.]com|etsy[.]com|walmart[.]com|relay[.][a-z]+[.]com|scs[12]?[.]tiktok[.]com|reply[.]ebay[.][a-z.]+)$";

/** True in SQL where a domain forwards for a marketplace or hides an address. */
export const isRelay = (domain: string): string => `regexp_matches(${domain}, ${literal(relays)})`;

/** The address in SQL, lower case, where it is one that says something; null where it is masked or a placeholder. */
export function emailOf(text: string): string {
  const shape = "[^@[:space:]*•…]+@[^@[:space:]*•…]+[.][a-z]{2,}";
  const placeholder = "(no-?reply|no-?e?mail|none|n-?a|unknown|anonymous|guest|redacted|x{3,})@.*";
  return `case when contains(${text}, '@') and regexp_full_match(lower(${text}), ${literal(shape)}) and not regexp_full_match(lower(${text}), ${literal(placeholder)}) then lower(${text}) end`;
}

/**
 * The mailbox of an address in SQL: without what stands behind a plus, and at Gmail without dots, where
 * googlemail.com is gmail.com (support.google.com/mail/answer/7436150).
 */
export function mailboxOf(local: string, domain: string): string {
  const plain = `case when starts_with(${local}, '+') then ${local} else split_part(${local}, '+', 1) end`;
  return `case when ${domain} in ('gmail.com', 'googlemail.com') then replace(${plain}, '.', '') || '@gmail.com' else ${plain} || '@' || ${domain} end`;
}
