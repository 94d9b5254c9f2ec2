/** The parts that files play in a data set: those that hold orders, and those whose records are joined to them. */
import type { FilePlan, FileRole } from "../orders/plan.ts";
import type { SourceFile } from "./group.ts";
import { hasAmount } from "./read.ts";

/** What a file's records are. */
export const roleOf = (file: FilePlan): FileRole => file.role ?? "orders";

/** The files of these roles, in the order of the import. */
export const ofRole = (files: readonly SourceFile[], ...roles: readonly FileRole[]): readonly SourceFile[] =>
  files.filter(({ file }) => roles.includes(roleOf(file)));

/** The sources of orders that a file's records are joined to: as planned, or all of them. */
export function targetsOf({ file }: SourceFile, files: readonly SourceFile[]): readonly number[] {
  const orders = ofRole(files, "orders").map(({ sourceId }) => sourceId);
  return file.joinedTo ? orders.filter((sourceId) => file.joinedTo!.includes(sourceId)) : orders;
}

/** Where the amount of a file's orders comes from: its own columns, else the payments or the items joined to it. */
export function amountFrom(
  source: SourceFile,
  files: readonly SourceFile[],
): "own" | "payments" | "items" | null {
  if (hasAmount(source.file)) return "own";
  const joined = (role: FileRole) =>
    ofRole(files, role).some(
      (other) => hasAmount(other.file) && targetsOf(other, files).includes(source.sourceId),
    );
  if (roleOf(source.file) !== "orders") return null;
  return joined("payments") ? "payments" : joined("items") ? "items" : null;
}
