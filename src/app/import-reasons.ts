/** How a file was recognised, in sentences: its traits in one, then what its records and amounts are. */
import { m, type Messages } from "../messages/messages.ts";
import type { FilePlan } from "../orders/plan.ts";
import { asSentence, evidenceTexts, inRow } from "./screen-text.ts";

/** Reasons that stand in the line of the file's form already: its encoding, its delimiter, its header, its columns. */
const inTheHeading = new Set([
  "evidence_encoding_valid",
  "evidence_delimiter_even",
  "evidence_header_found",
  "evidence_source_columns",
]);

/** The sentences on how a file was recognised; empty where its heading says it all. */
export function recognisedBy({ sourceEvidence }: FilePlan, messages: Messages): string {
  const isTrait = ({ key }: { key: string }) => key.startsWith("evidence_trait_");
  const traits = evidenceTexts(sourceEvidence.filter(isTrait), messages);
  const rest = sourceEvidence.filter((one) => !isTrait(one) && !inTheHeading.has(one.key));
  return inRow(
    [
      ...(traits.length > 0 ? [m.import_recognised_by({ traits: messages.list(traits) }, messages)] : []),
      ...evidenceTexts(rest, messages),
    ].map((text) => asSentence(text, messages)),
  );
}
