import { describe, expect, it } from "vitest";
import { setTitle } from "../../src/notebook/edit.ts";
import { History } from "../../src/notebook/history.ts";
import { notebookOf } from "../support/notebook.ts";

const start = notebookOf();
const titled = (title: string) => setTitle(start, title);

describe("the history of a notebook", () => {
  it("goes back and forth over every step without limit", () => {
    const history = new History(start);
    for (let step = 1; step <= 2000; step++) history.record(titled(String(step)), null, step);
    for (let step = 1999; step >= 1; step--) expect(history.undo().title).toBe(String(step));
    expect(history.undo()).toBe(start);
    expect(history.canUndo).toBe(false);
    expect(history.redo().title).toBe("1");
    expect(history.canRedo).toBe(true);
  });

  it("makes one step of typing in one field without a pause", () => {
    const history = new History(start);
    history.record(titled("T"), "title", 0);
    history.record(titled("Te"), "title", 900);
    history.record(titled("Tea"), "title", 1800);
    expect(history.undo()).toBe(start);
    expect(history.redo().title).toBe("Tea");
  });

  it("makes a new step after a pause of a second, in another field, and after an undo", () => {
    const history = new History(start);
    history.record(titled("a"), "title", 0);
    history.record(titled("ab"), "title", 1000);
    expect(history.undo().title).toBe("a");
    history.record(titled("ac"), "title", 1001);
    history.record(titled("acd"), "markdown c1", 1002);
    expect(history.undo().title).toBe("ac");
    expect(history.undo().title).toBe("a");
    expect(history.undo()).toBe(start);
  });

  it("forgets what was undone at the next edit", () => {
    const history = new History(start);
    history.record(titled("a"), null, 0);
    history.undo();
    history.record(titled("b"), null, 0);
    expect(history.canRedo).toBe(false);
    expect(history.redo().title).toBe("b");
  });

  it("takes no step for the document that stands there already", () => {
    const history = new History(start);
    history.record(start, null, 0);
    expect(history.canUndo).toBe(false);
  });

  it("goes back where the browser undoes typing in the field, and on from there", () => {
    const history = new History(start);
    history.record(titled("before"), null, 0);
    history.record(titled("a"), "title", 1000);
    history.record(titled("ab"), "title", 3000);
    history.record(titled("a"), "title", 5000, true);
    expect(history.present.title).toBe("a");
    history.record(titled("before"), "title", 5100, true);
    expect(history.undo()).toBe(start);
    expect([history.redo().title, history.redo().title, history.redo().title]).toEqual(["before", "a", "ab"]);
  });

  it("goes on where the browser redoes typing in the field", () => {
    const history = new History(start);
    history.record(titled("a"), "title", 0);
    history.record(titled("ab"), "title", 2000);
    history.record(start, "title", 4000, true);
    history.record(titled("ab"), "title", 4100, true);
    expect([history.undo().title, history.undo()]).toEqual(["a", start]);
  });

  it("makes a step of what the browser undoes to a text between two steps", () => {
    const history = new History(start);
    history.record(titled("abc"), "title", 0);
    history.record(titled("ab"), "title", 2000, true);
    expect([history.undo().title, history.undo()]).toEqual(["abc", start]);
  });

  it("makes a step of what a person writes back", () => {
    const history = new History(start);
    history.record(titled("a"), "title", 0);
    history.record(titled("ab"), "title", 2000);
    history.record(titled("a"), "title", 4000);
    expect([history.undo().title, history.undo().title]).toEqual(["ab", "a"]);
  });
});
