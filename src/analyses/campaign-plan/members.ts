/** The customers behind the marks of campaign-plan: the list, whom an address reaches, who ordered anyway in a window. */
import { m } from "../../messages/messages.ts";
import type { Mark, Members, Telling } from "../analysis.ts";
import membersSql from "./members.sql?raw";
import type { Channel, PlanParams } from "./params.ts";
import { chosen, type PlanRow, type WindowRow } from "./result.ts";

/** `behind`: list, email, phone (k = 0), or ordered (in window `k`, having ordered before it). */
export const members: Members = {
  sql: `${chosen},\n\n${membersSql}`,
  readsResult: false,
  columns: { behind: { kind: "text" }, k: { kind: "integer" } },
};

const behindOf: Readonly<Record<Channel, "email" | "phone" | "list">> = {
  sms: "phone",
  email: "email",
  phone: "phone",
  private_message: "list",
  parcel_insert: "list",
  app_push: "list",
  other: "list",
};

/** Everyone of the list. */
export const listMark: Mark = { behind: "list", k: 0 };

/** Whom a kind of address reaches; undefined for nobody. */
export const addressMark = (behind: "email" | "phone", reached: number | null): Mark | undefined =>
  reached !== null && reached > 0 ? { behind, k: 0 } : undefined;

/** Whom a channel could be sent to, before the control group is held back; null where to nobody. */
export function channelMark({ channel, reachable, control, contacted }: PlanRow): Mark | null {
  if (control + contacted === 0) return null;
  return reachable === null ? listMark : { behind: behindOf[channel as Channel], k: 0 };
}

/** Who ordered in a window, having ordered before it; undefined for nobody. */
export const windowMark = ({ k, ordered }: Pick<WindowRow, "k" | "ordered">): Mark | undefined =>
  ordered > 0 ? { behind: "ordered", k } : undefined;

/** Who stands behind a mark: `at_risk, with an e-mail address`. */
export function markLabel(mark: Mark, { list }: PlanParams, { messages }: Telling): string {
  const words = { list: list?.list ?? m.plan_behind_everyone({}, messages) };
  if (mark["behind"] === "email") return m.plan_behind_email(words, messages);
  if (mark["behind"] === "phone") return m.plan_behind_phone(words, messages);
  if (mark["behind"] === "list") return words.list;
  return m.plan_behind_ordered({ ...words, k: messages.integer(Number(mark["k"])) }, messages);
}
