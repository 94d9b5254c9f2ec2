import { describe, expect, it } from "vitest";
import { readNotebookFile, toFileText } from "../../src/storage/file.ts";
import { notebookOf, textCell } from "../support/notebook.ts";

const sound = notebookOf(textCell("c1", "MARK"));
const text = toFileText(sound);
const file = (content: string | Uint8Array<ArrayBuffer>) => new Blob([content]);
const with_ = (from: string, to: string) => file(text.replace(from, to));

const messageOf = (blob: Blob) =>
  readNotebookFile(blob).then(
    () => "opened",
    (error: Error & { hint?: string }) => {
      expect(error.name).toBe("RegularsError");
      return error.message;
    },
  );

describe("a hostile notebook file", () => {
  it.each<[string, Blob, string]>([
    ["nothing", file(""), "invalid notebook file: no JSON"],
    ["a table of orders", file("order_id,date\n1,2025-01-01\n"), "invalid notebook file: no JSON"],
    ["JSON that is cut", file(text.slice(0, -10)), "invalid notebook file: no JSON"],
    ["a comment", file(`// hello\n${text}`), "invalid notebook file: no JSON"],
    ["a number beyond all", with_('"version": 2', '"version": 1e999'), "invalid value: version is no JSON"],
    [
      "a number beyond all in a cell",
      with_('"MARK"', '"MARK", "tolerance": -1e400'),
      "invalid value: cells[0].tolerance is no JSON",
    ],
    [
      "a version with a fraction",
      with_('"version": 2', '"version": 1.5'),
      "missing version: this is no notebook of Regulars",
    ],
    [
      "a version below all",
      with_('"version": 2', '"version": -3'),
      "missing version: this is no notebook of Regulars",
    ],
    [
      "a version of the far future",
      with_('"version": 2', '"version": 9007199254740993'),
      "unsupported version: 9007199254740992",
    ],
    [
      "__proto__ at the top",
      with_('"id": "n1"', '"id": "n1", "__proto__": {"isAdmin": true}'),
      "invalid key: __proto__",
    ],
    [
      "constructor in a cell",
      with_('"MARK"', '"MARK", "constructor": {}'),
      "invalid key: cells[0].constructor",
    ],
    [
      "prototype in the rules",
      with_('"rules": {', '"rules": { "prototype": 1,'),
      "invalid key: reading.rules.prototype",
    ],
    [
      "an unknown kind",
      with_('"kind": "text"', '"kind": "iframe"'),
      'unknown kind: "iframe" at cells[0].kind',
    ],
    [
      "a kind of every object",
      with_('"kind": "text"', '"kind": "toString"'),
      'unknown kind: "toString" at cells[0].kind',
    ],
    ["a list for a text", with_('"MARK"', '["MARK"]'), 'invalid cells[0].markdown: ["MARK"]'],
    ["a zero character in an id", with_('"n1"', '"n\\u00001"'), 'invalid id: "n\\u00001"'],
    ["a path as the id of a cell", with_('"id": "c1"', '"id": "../c1"'), 'invalid cells[0].id: "../c1"'],
  ])("with %s is refused, with the place", async (_name, blob, message) => {
    expect(await messageOf(blob)).toBe(message);
  });

  it("that names two cells alike is refused, without regard to case", async () => {
    const cells = [
      { ...textCell("c1"), name: "tea" },
      { ...textCell("c2"), name: "TEA" },
    ];
    const content = JSON.stringify({ ...sound, cells });
    expect(await messageOf(file(content))).toBe('invalid cells[1].name: "TEA" stands there twice');
  });

  it.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
  ])("nested a hundred thousand %s deep is refused and overflows nothing", async (_name, open, close) => {
    const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    expect(await messageOf(with_('"MARK"', `"MARK", "deep": ${deep}`))).toMatch(
      /^invalid notebook: deeper than 32 at cells\[0\]\.deep/,
    );
    expect(await messageOf(file(deep))).toMatch(/^invalid notebook: deeper than 32/);
  });

  it("of a million cells is refused by its number", async () => {
    const cells = Array.from({ length: 1_000_000 }, () => 0);
    expect(await messageOf(file(JSON.stringify({ ...sound, cells })))).toBe("invalid cells: 1000000 of them");
  });

  it("of a hundred megabytes is refused before it is read", async () => {
    const large = new Blob(Array.from({ length: 100 }, () => new Uint8Array(1_000_000)));
    expect(await messageOf(large)).toBe("invalid notebook file: 100000000 bytes");
  });

  it("that is one text of twenty megabytes is refused by its size", async () => {
    expect(await messageOf(with_("MARK", "x".repeat(20_000_000)))).toBe(
      "invalid notebook: larger than 16 MiB",
    );
  });
});

describe("an odd notebook file", () => {
  it("opens with a byte order mark", async () => {
    expect(await readNotebookFile(file(`\ufeff${text}`))).toEqual(sound);
  });

  it("keeps half a surrogate pair and a zero character of a text as they are", async () => {
    const odd = notebookOf(textCell("c1", "a\ud800b\u0000c"));
    expect(await readNotebookFile(file(toFileText(odd)))).toEqual(odd);
  });

  it("holds the last of two fields of one name, as JSON does", async () => {
    const twice = text.replace('"title": "Who comes back?"', '"title": 1, "title": "Tea"');
    expect((await readNotebookFile(file(twice))).title).toBe("Tea");
  });
});
