/** Several files as one data set: which hold orders, what the others are to them, and which orders they are joined to. */
import { IngestError } from "../orders/ingest-error.ts";
import type { Evidence, FilePlan, FileRole } from "../orders/plan.ts";
import type { Inspection } from "./inspection.ts";
import { hasKeys, keysOf, overlap, type Keys, type Overlap } from "./key-overlap.ts";
import { roleByColumns } from "./role-by-columns.ts";
import type { JoinedRole } from "./roles.ts";
import type { SourceFormat } from "./sources/source.ts";

/** A file as it was planned on its own, as if it held orders. */
export interface Candidate {
  readonly file: Inspection;
  readonly source: SourceFormat;
  readonly plan: FilePlan;
  /** The role that a person chose. */
  readonly chosen: FileRole | undefined;
}

/** A file's place in the data set, or why it has none. */
export type Placed =
  | {
      readonly role: FileRole;
      /** Indices of the candidates that hold its orders; empty for orders themselves. */
      readonly joinedTo: readonly number[];
      readonly evidence: readonly Evidence[];
    }
  | { readonly error: IngestError };

/** A candidate with what is compared between files. */
interface Member extends Candidate {
  readonly index: number;
  readonly keys: Keys;
  readonly store: string;
}

const storeOf = ({ source, plan }: Candidate): string =>
  source.id === "generic"
    ? `generic ${plan.columns.map(({ name }) => name).join("\t")}`
    : (source.store ?? source.id);

const standsAlone = ({ plan }: Candidate): boolean => plan.mapping.ordered_at !== undefined;

/** True where a platform's file of lines stands beside its file of orders: each could be read alone (Etsy). */
function hasOrdersBeside({ source, store, index }: Member, members: readonly Member[]): boolean {
  return (
    source.structure?.record === "line" &&
    members.some(
      (other) =>
        other.index !== index &&
        other.store === store &&
        other.source.id !== source.id &&
        (other.source.role ?? "orders") === "orders" &&
        other.source.structure?.record === "order",
    )
  );
}

/** What a file seems to be by itself and its platform; orders where nothing speaks against it. */
function roleAlone(member: Member, members: readonly Member[]): FileRole {
  const { chosen, source, plan, file } = member;
  if (chosen !== undefined) return chosen;
  if (source.role !== undefined) return source.role;
  if (source.id !== "generic" && hasOrdersBeside(member, members)) return "items";
  return source.id === "generic" ? (roleByColumns(plan, file) ?? "orders") : "orders";
}

/** The message keys of each role: why a file has it, and that it cannot stand alone. */
const words: Readonly<Record<JoinedRole, readonly [evidence: string, refusal: string]>> = {
  items: ["evidence_role_items", "refusal_only_items"],
  customers: ["evidence_role_customers", "refusal_only_customers"],
  refunds: ["evidence_role_refunds", "refusal_only_refunds"],
  payments: ["evidence_role_payments", "refusal_only_payments"],
  products: ["evidence_role_products", "refusal_only_products"],
  costs: ["evidence_role_costs", "refusal_only_costs"],
  contacts: ["evidence_role_contacts", "refusal_only_contacts"],
  reasons: ["evidence_role_reasons", "refusal_only_reasons"],
};

const withoutOrders = (role: JoinedRole): IngestError =>
  new IngestError("NOT_TABULAR", `missing orders: these are ${role} only`, {
    hint: "Drop the file of the orders together with it.",
    key: words[role][1],
  });

const withoutMatch = (role: JoinedRole): IngestError =>
  new IngestError("NOT_TABULAR", `unknown ${role}: none of them is in the other files`, {
    hint: "Drop the orders that these records belong to, of the same shop and time.",
    key: "refusal_no_match",
  });

const noKeys = (role: JoinedRole): IngestError =>
  new IngestError("NOT_TABULAR", `missing key: ${role} need a column that other files have too`, {
    hint: "Say which column names the order, the customer or the product.",
    key: "refusal_role_key",
  });

/** The stores among orders, with the files of each. */
function byStore(orders: readonly Member[]): readonly (readonly Member[])[] {
  const stores = new Map<string, Member[]>();
  for (const member of orders) stores.set(member.store, [...(stores.get(member.store) ?? []), member]);
  return [...stores.values()];
}

interface Match {
  readonly members: readonly Member[];
  readonly overlap: Overlap;
}

/** The orders that a file's records are of: those of its platform, else of the stores that share its keys. */
function matchOf(
  member: Member,
  role: JoinedRole,
  orders: readonly Member[],
  sold: readonly Member[],
): Match {
  const others = orders.filter(({ index }) => index !== member.index);
  const isProduct = role === "products" || role === "costs";
  const own = member.source.id === "generic" ? [] : others.filter(({ store }) => store === member.store);
  const stores = own.length > 0 ? [own] : byStore(others);
  const compared = (files: readonly Member[]) =>
    overlap(
      member.keys,
      [...files, ...(isProduct ? sold.filter(({ index }) => index !== member.index) : [])].map(
        ({ keys }) => keys,
      ),
      role,
    );
  const matches = stores.map((members): Match => ({ members, overlap: compared(members) }));
  const shared = matches.filter(({ overlap: { shared } }) => shared > 0);
  const best = [...shared].sort((a, b) => b.overlap.shared - a.overlap.shared)[0];
  const all = { members: others, overlap: compared(others) };
  // Lines, refunds and payments are of one store; a customer, a product or its cost may be of several.
  if (role === "items" || role === "refunds" || role === "payments") return best ?? matches[0] ?? all;
  return shared.length === 0
    ? all
    : { members: shared.flatMap(({ members }) => members), overlap: all.overlap };
}

function place(member: Member, role: FileRole, orders: readonly Member[], sold: readonly Member[]): Placed {
  if (role === "orders") return { role, joinedTo: [], evidence: [] };
  if (!hasKeys(member.plan, role)) return { error: noKeys(role) };
  if (orders.length === 0) return { error: withoutOrders(role) };
  const { members, overlap: found } = matchOf(member, role, orders, sold);
  const ownPlatform = member.source.id !== "generic" && members.some(({ store }) => store === member.store);
  if (found.shared === 0 && found.isWhole && !ownPlatform && member.chosen === undefined)
    return { error: withoutMatch(role) };
  const why: Evidence =
    found.shared > 0
      ? {
          key: words[role][0],
          inputs: {
            shared: found.shared,
            of: found.of,
            files: members.map(({ plan }) => plan.name).join(", "),
          },
        }
      : { key: "evidence_role_unseen", inputs: { files: members.map(({ plan }) => plan.name).join(", ") } };
  return {
    role,
    joinedTo: members.map(({ index }) => index),
    evidence: [...(member.chosen === undefined ? [] : [{ key: "evidence_role_chosen" }]), why],
  };
}

/**
 * Decides the role of every file from its source, its columns and the keys that it shares with the others in the samples.
 * A file that has a date of its own and shares nothing with the orders holds orders itself.
 */
export function placeFiles(candidates: readonly Candidate[]): readonly Placed[] {
  const members = candidates.map((candidate, index): Member => ({
    ...candidate,
    index,
    keys: keysOf(candidate),
    store: storeOf(candidate),
  }));
  const alone = members.map((member) => roleAlone(member, members));
  const core = members.filter((member) => alone[member.index] === "orders" && standsAlone(member));
  const sold = members.filter((member) => ["items", "products"].includes(alone[member.index]!));
  const roles = members.map((member): FileRole => {
    const role = alone[member.index]!;
    // Neither names an amount, so that what they hold can be no orders, whether the samples meet or not.
    if (role === "contacts" || role === "reasons") return role;
    if (role === "orders" || member.chosen !== undefined || !standsAlone(member)) return role;
    if (!hasKeys(member.plan, role)) return "orders";
    if (member.source.id !== "generic")
      return core.some(({ store }) => store === member.store) ||
        matchOf(member, role, core, sold).overlap.shared > 0
        ? role
        : "orders";
    return matchOf(member, role, core, sold).overlap.shared > 0 ? role : "orders";
  });
  const orders = members.filter((member) => roles[member.index] === "orders" && standsAlone(member));
  return members.map((member) => place(member, roles[member.index]!, orders, sold));
}
