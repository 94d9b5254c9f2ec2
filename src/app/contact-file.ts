/** Files of customers as mailing and advertising tools read them: who is in, and who could not be. */
import { delimitedText } from "../base/csv-cell.ts";
import { nextTask } from "../base/turns.ts";
import { createRandom } from "../stats/random.ts";
import type { ContactRow } from "./customers-asking.ts";
import type { ReadPhone } from "./phone-numbers.ts";

/** The tools whose forms are known. */
export const contactTools = ["klaviyo", "mailchimp", "meta", "google"] as const;

/** One of them. */
export type ContactTool = (typeof contactTools)[number];

interface Tool {
  readonly head: readonly [email: string, phone: string];
  /** Advertising tools take SHA-256 hashes of what is normalised. */
  readonly isHashed: boolean;
  /** A row without an e-mail address is refused. */
  readonly needsEmail: boolean;
  /** What is hashed of an international number. */
  readonly hashedPhone?: (phone: string) => string;
}

/**
 * The headers that each tool's help names: Klaviyo "Create and add contacts to a list" (e-mail or phone, none twice),
 * Mailchimp "Format guidelines for your import file" (e-mail needed), Meta "How to format a customer list" (phone digits
 * with the country's), Google Ads "Formatting guidelines for uploading hashed data" (phone as E.164).
 */
const tools: Readonly<Record<ContactTool, Tool>> = {
  klaviyo: { head: ["Email", "Phone Number"], isHashed: false, needsEmail: false },
  mailchimp: { head: ["Email Address", "Phone Number"], isHashed: false, needsEmail: true },
  meta: {
    head: ["email", "phone"],
    isHashed: true,
    needsEmail: false,
    hashedPhone: (phone) => phone.slice(1),
  },
  google: { head: ["Email", "Phone"], isHashed: true, needsEmail: false, hashedPhone: (phone) => phone },
};

/** True where the tool is given hashes. */
export const isHashed = (tool: ContactTool): boolean => tools[tool].isHashed;

/** A contact file, and what became of every customer: `written + held + unreachable + repeated` are all of them. */
export interface ContactFile {
  /** CSV, UTF-8 without a byte order mark. */
  readonly text: string;
  /** Customers in the file. */
  readonly written: readonly string[];
  /** Customers whom the tool could reach and who were held back. */
  readonly held: ReadonlySet<string>;
  readonly withEmail: number;
  readonly withPhone: number;
  /** Customers without an address that the tool can use. */
  readonly unreachable: number;
  /** Customers whose address stands in the file already. */
  readonly repeated: number;
  /** Phone numbers that could not be read. */
  readonly unreadPhones: number;
}

const emailOf = (email: string | null): string | null => {
  const text = email?.trim().toLowerCase() ?? "";
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : null;
};

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Rows between two turns of the page. */
const rowsAtOnce = 1000;

/** Does work on each item, a task at a time, so that the page answers in between. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => R | Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < items.length; from += rowsAtOnce) {
    done.push(...(await Promise.all(items.slice(from, from + rowsAtOnce).map(work))));
    await nextTask();
  }
  return done;
}

/**
 * Returns the file of some customers for a tool. `hold` draws those who are held back among whom the tool can reach, each
 * with addresses of their own, so that no address of theirs is in the file. @throws Error where the page cannot hash (it is no secure context)
 */
export async function contactFile(
  rows: readonly ContactRow[],
  tool: ContactTool,
  readPhone: ReadPhone,
  hold: (customers: readonly string[]) => ReadonlySet<string> = () => new Set(),
): Promise<ContactFile> {
  const { head, needsEmail, hashedPhone = (phone: string) => phone } = tools[tool];
  if (isHashed(tool) && !(globalThis.crypto as Partial<Crypto> | undefined)?.subtle)
    throw new Error("unsupported page: hashes need https");
  const read = await inTurns(rows, ({ customer_id, email, phone: given, country }) => {
    const phone = given === null ? null : readPhone(given, country);
    return { customer_id, email: emailOf(email), phone, isUnread: given !== null && phone === null };
  });
  const seen = new Set<string>();
  let unreachable = 0;
  const reached = read.filter(({ email, phone }) => {
    if (needsEmail ? email === null : email === null && phone === null) {
      unreachable++;
      return false;
    }
    const own = [email, phone].filter((each) => each !== null);
    const isNew = own.every((each) => !seen.has(each));
    if (isNew) for (const each of own) seen.add(each);
    return isNew;
  });
  const held = hold(reached.map(({ customer_id }) => customer_id));
  const kept = reached.filter(({ customer_id }) => !held.has(customer_id));
  const hashed = async (text: string | null) => (text === null ? null : sha256(text));
  const cells = await inTurns(kept, async ({ email, phone }) =>
    isHashed(tool)
      ? [await hashed(email), await hashed(phone === null ? null : hashedPhone(phone))]
      : [email, phone],
  );
  return {
    text: delimitedText(head, cells, { delimiter: ",", raw: true }),
    written: kept.map(({ customer_id }) => customer_id),
    held,
    withEmail: kept.filter(({ email }) => email !== null).length,
    withPhone: kept.filter(({ phone }) => phone !== null).length,
    unreachable,
    repeated: read.length - reached.length - unreachable,
    unreadPhones: read.filter(({ isUnread }) => isUnread).length,
  };
}

/** A seed from a text, the same for the same text (FNV-1a, 32 bits). */
const seedOf = (text: string): number =>
  Array.from(text).reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193), 0x811c9dc5);

/**
 * Draws the customers who are held back as the control group: `share` (0…1) of them, rounded, by the campaign's name, so
 * that the same name draws the same ones again.
 */
export function drawControl(
  customers: readonly string[],
  share: number,
  campaign: string,
): ReadonlySet<string> {
  const random = createRandom(seedOf(campaign));
  const line = customers.toSorted();
  const count = Math.round(line.length * share);
  // The first steps of Fisher and Yates' shuffle.
  for (let at = 0; at < count; at++) {
    const other = at + random.below(line.length - at);
    [line[at], line[other]] = [line[other]!, line[at]!];
  }
  return new Set(line.slice(0, count));
}

/** The shares of a contact file that can be held back, ascending: the usual ones, and the `planned` one where there is a plan. */
export const controlShares = (planned: number | null): readonly number[] =>
  [...new Set([0, 0.05, 0.1, 0.2, 0.3, 0.5, planned ?? 0])].toSorted((a, b) => a - b);

/** The record of a campaign as a CSV that is dropped on the page later: who was written to, and who was held back. */
export function campaignRecord(
  customers: readonly string[],
  control: ReadonlySet<string>,
  { campaign, channel, day }: { readonly campaign: string; readonly channel: string; readonly day: string },
): string {
  return delimitedText(
    ["customer_id", "sent_at", "campaign", "channel", "group"],
    customers.map((customer) => [
      customer,
      day,
      campaign,
      channel,
      control.has(customer) ? "control" : "treated",
    ]),
    { delimiter: ",", raw: true },
  );
}
