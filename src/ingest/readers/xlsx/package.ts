/** The parts of an office package: which part is the workbook, and what each part refers to. */
import { damaged } from "../../inflation.ts";
import type { ArchiveMember } from "../archive.ts";
import { readXml, type XmlVisitor } from "../xml.ts";

/** A reference of one part to another. */
export interface Relationship {
  readonly id: string;
  /** The last word of the type: `worksheet`, `sharedStrings`, `styles`, `table`. */
  readonly type: string;
  /** The path of the other part in the package. */
  readonly target: string;
}

/** The path of a reference as seen from the part that has it: absolute ones begin at the package's root. */
export function resolveTarget(part: string, target: string): string {
  const path: string[] = target.startsWith("/") ? [] : part.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}

/** The parts of a package by path; paths are compared without case, as the standard has it. */
export class Package {
  readonly #parts: ReadonlyMap<string, ArchiveMember>;

  constructor(members: readonly ArchiveMember[]) {
    this.#parts = new Map(
      members.map((member) => [member.name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase(), member]),
    );
  }

  /** A part, or undefined. */
  part(path: string): ArchiveMember | undefined {
    return this.#parts.get(path.toLowerCase());
  }

  /** True where a part of that path is there. */
  has(path: string): boolean {
    return this.#parts.has(path.toLowerCase());
  }

  /** Reads a part's XML. @throws IngestError TRUNCATED_OR_CORRUPT where it is missing, UNSAFE_XML */
  async read(path: string, visitor: XmlVisitor, signal?: AbortSignal): Promise<void> {
    const part = this.part(path);
    if (part === undefined) throw damaged(path);
    await readXml(path, part.bytes(signal), visitor);
  }

  /** What a part refers to; of the package itself where `part` is empty. */
  async relationships(part: string, signal?: AbortSignal): Promise<readonly Relationship[]> {
    const slash = part.lastIndexOf("/") + 1;
    const path = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
    const found: Relationship[] = [];
    if (!this.has(path)) return found;
    await this.read(
      path,
      {
        open: (name, { Id = "", Type = "", Target = "", TargetMode }) => {
          if (name === "Relationship" && TargetMode !== "External")
            found.push({
              id: Id,
              type: Type.slice(Type.lastIndexOf("/") + 1),
              target: resolveTarget(part, Target),
            });
        },
        close: () => undefined,
      },
      signal,
    );
    return found;
  }
}
