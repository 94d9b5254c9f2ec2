/** Phones as they are compared: digits, with or without the country code. */
import { literal } from "../../sql/literal.ts";
import { buyerKey } from "../group.ts";

/** Country calling codes (ITU-T E.164, list of assigned codes). */
const countryCodes = (
  "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 " +
  "90 91 92 93 94 95 98 211 212 213 216 218 234 254 255 256 260 263 297 298 299 350 351 352 353 354 355 356 357 358 359 " +
  "370 371 372 373 374 375 376 377 380 381 382 385 386 387 389 420 421 423 501 502 503 504 505 506 507 591 592 593 595 " +
  "598 673 852 853 855 856 880 886 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 992 993 994 995 996 998"
).split(" ");

/**
 * The digits of a phone in SQL without trunk zeros or an international prefix; null where it is masked, too short or long
 * to be one, or one digit over and over.
 */
export function phoneOf(text: string): string {
  const digits = `ltrim(${buyerKey("phone", text)}, '0')`;
  return `case when length(${digits}) between 7 and 15 and replace(${digits}, left(${digits}, 1), '') <> '' and not regexp_matches(${text}, '[•…xX]{3,}') then ${digits} end`;
}

/** A query of `long`, `short`: phones of `phones` (column `phone`) that are another one with a country code before it. */
export function codedPhones(phones: string): string {
  const parts = [1, 2, 3].map(
    (digits) => `select phone as long, ltrim(substr(phone, ${digits + 1}), '0') as short
        from ${phones}
        where left(phone, ${digits}) in (${countryCodes
          .filter(({ length }) => length === digits)
          .map((code) => literal(code))
          .join(", ")})`,
  );
  return `select long, min(short) as short
    from (
        ${parts.join("\n        union all\n        ")}
    )
    where length(short) >= 8 and short in (select phone from ${phones})
    group by long`;
}
