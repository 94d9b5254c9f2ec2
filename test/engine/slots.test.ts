import { expect, it } from "vitest";
import { Slots } from "../../src/engine/slots.ts";

it("gives its places in turn", async () => {
  const slots = new Slots(1);
  const order: string[] = [];
  const first = await slots.take();
  const second = slots.take().then((release) => {
    order.push("second");
    release();
  });
  const third = slots.take().then((release) => {
    order.push("third");
    release();
  });
  order.push("first");
  first();
  first();
  await Promise.all([second, third]);
  expect(order).toEqual(["first", "second", "third"]);
  expect(await slots.take()).toBeTypeOf("function");
});

it("forgets those who give up waiting", async () => {
  const slots = new Slots(1);
  const release = await slots.take();
  const stop = new AbortController();
  const waiting = slots.take(stop.signal);
  stop.abort(new Error("no longer"));
  await expect(waiting).rejects.toThrow("no longer");
  release();
  expect(await slots.take(new AbortController().signal)).toBeTypeOf("function");
});
