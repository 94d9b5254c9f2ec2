/** Reads XML as a stream of elements with saxes: elements by their local names, no document type, no entities of its own. */
import { SaxesParser } from "saxes";
import { IngestError } from "../../orders/ingest-error.ts";
import { damaged } from "../inflation.ts";

/** Attributes by name; those with a namespace of their own have its prefix. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** An attribute of another namespace, whatever prefix the document gives it. */
export function qualified(attributes: Attributes, name: string): string | undefined {
  const key = Object.keys(attributes).find((one) => one.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

/** What is told of each element; its name is without prefix. */
export interface XmlVisitor {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
}

/** Elements inside each other: no office document goes deeper. */
const maxDepth = 256;

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

const unsafe = (what: string): IngestError =>
  new IngestError("UNSAFE_XML", `invalid file: its XML has ${what}`, {
    hint: "Office programs never write this: the file was made by hand. Export the orders again.",
    key: "refusal_unsafe_xml",
  });

/** A parser that is fed text piece by piece. */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  readonly #part: string;

  /** @param part the name of the document, for errors */
  constructor(part: string, visitor: XmlVisitor) {
    this.#part = part;
    const parser = this.#parser;
    let depth = 0;
    parser.on("doctype", () => {
      throw unsafe("a document type");
    });
    parser.on("error", (error) => {
      throw /entity/i.test(error.message) ? unsafe("entities of its own") : damaged(part, error);
    });
    parser.on("opentag", ({ name, attributes }) => {
      if (++depth > maxDepth) throw unsafe(`more than ${maxDepth} elements inside each other`);
      visitor.open(name.includes(":") ? local(name) : name, attributes);
    });
    parser.on("closetag", ({ name }) => {
      depth--;
      visitor.close(name.includes(":") ? local(name) : name);
    });
    if (visitor.text) {
      const text = visitor.text.bind(visitor);
      parser.on("text", text);
      parser.on("cdata", text);
    }
  }

  /** Reads the next piece. @throws IngestError UNSAFE_XML or TRUNCATED_OR_CORRUPT */
  push(text: string): void {
    this.#parser.write(text);
  }

  /** Ends the document. @throws IngestError TRUNCATED_OR_CORRUPT where elements are open */
  end(): void {
    try {
      this.#parser.close();
    } catch (error) {
      throw error instanceof IngestError ? error : damaged(this.#part, error);
    }
  }
}

/** The text of a document's bytes: UTF-16 where its mark says so, else UTF-8. */
export async function* xmlText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(
      chunk[0] === 0xff && chunk[1] === 0xfe
        ? "utf-16le"
        : chunk[0] === 0xfe && chunk[1] === 0xff
          ? "utf-16be"
          : "utf-8",
    );
    yield decoder.decode(chunk, { stream: true });
  }
  const rest = decoder?.decode() ?? "";
  if (rest !== "") yield rest;
}

/** Reads a whole document. @throws IngestError UNSAFE_XML or TRUNCATED_OR_CORRUPT */
export async function readXml(
  part: string,
  bytes: AsyncIterable<Uint8Array>,
  visitor: XmlVisitor,
): Promise<void> {
  const reader = new XmlReader(part, visitor);
  for await (const text of xmlText(bytes)) reader.push(text);
  reader.end();
}
