import { describe, expect, it } from "vitest";
import { ariaKeysOf, keysOf, verbOf, type KeyPress } from "../../src/app/keys.ts";

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe("a press", () => {
  it("finds anywhere, with Ctrl or with ⌘", () => {
    expect(verbOf(press("k", { ctrlKey: true }), "field")).toBe("find");
    expect(verbOf(press("k", { metaKey: true }), "page")).toBe("find");
    expect(verbOf(press("K", { ctrlKey: true }), "cell")).toBe("find");
  });

  it("is left to a field that is being written", () => {
    for (const key of ["Enter", "Backspace", "Delete", "d"])
      expect(verbOf(press(key, { ctrlKey: true }), "field")).toBe(null);
    expect(verbOf(press("ArrowUp", { altKey: true }), "field")).toBe(null);
    expect(verbOf(press("?", { shiftKey: true }), "field")).toBe(null);
  });

  it("of a letter alone means nothing, and ? only in a cell", () => {
    for (const key of "abcdefghijklmnopqrstuvwxyz") expect(verbOf(press(key), "cell")).toBe(null);
    expect(verbOf(press("?", { shiftKey: true }), "cell")).toBe("help");
    expect(verbOf(press("?", { shiftKey: true }), "page")).toBe(null);
  });

  it("with Alt is read by the key's place, where a Mac writes another letter", () => {
    expect(verbOf(press("˜", { code: "KeyN", altKey: true }), "page")).toBe("add");
    expect(verbOf(press("n", { code: "KeyN", altKey: true }), "cell")).toBe("add");
  });

  it("undoes without a shift and does again with one", () => {
    expect(verbOf(press("z", { ctrlKey: true }), "cell")).toBe("undo");
    expect(verbOf(press("Z", { ctrlKey: true, shiftKey: true }), "cell")).toBe("redo");
    expect(verbOf(press("y", { metaKey: true }), "cell")).toBe("redo");
  });

  it("with a key too many means nothing", () => {
    expect(verbOf(press("k", { ctrlKey: true, altKey: true }), "cell")).toBe(null);
    expect(verbOf(press("Delete"), "cell")).toBe(null);
    expect(verbOf(press("ArrowDown", { altKey: true, shiftKey: true }), "cell")).toBe(null);
  });
});

describe("the keys of a verb", () => {
  it("are written as the machine names them", () => {
    expect([keysOf("find", false), keysOf("find", true)]).toEqual(["Ctrl K", "⌘ K"]);
    expect([keysOf("up", false), keysOf("up", true)]).toEqual(["Alt ↑", "⌥ ↑"]);
    expect([keysOf("delete", false), keysOf("delete", true)]).toEqual(["Ctrl Backspace", "⌘ ⌫"]);
    expect([keysOf("redo", false), keysOf("rename", true)]).toEqual(["Ctrl Shift Z", "F2"]);
  });

  it("are told to screen readers", () => {
    expect(ariaKeysOf("find")).toBe("Control+K Meta+K");
    expect(ariaKeysOf("up")).toBe("Alt+ArrowUp");
    expect(ariaKeysOf("redo")).toBe("Control+Shift+Z Meta+Shift+Z");
  });
});
