/** Which warnings of a receipt a finding says better: with its orders, its money and the SQL that lists them. */
import type { FileReport, Finding } from "../orders/receipt.ts";

/** Warning code → the key of the finding on the same records. */
const saidBy: Readonly<Record<string, string>> = {
  UNKNOWN_STATUS: "findings_unknown_status",
  DUPLICATE_ROWS: "findings_identical_records",
};

/**
 * The warnings of a file without those that a finding on the same file says too.
 * While the findings are counted (null) those that may be said by one wait, so that no line comes and goes.
 */
export function warningsToSay(
  file: Pick<FileReport, "name" | "warnings">,
  findings: readonly Pick<Finding, "key" | "inputs">[] | null,
): FileReport["warnings"] {
  return file.warnings.filter(({ code }) => {
    const key = saidBy[code];
    if (key === undefined) return true;
    return findings !== null && !findings.some((one) => one.key === key && one.inputs["file"] === file.name);
  });
}
