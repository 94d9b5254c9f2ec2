import { describe, expect, it } from "vitest";
import { keptFilesIn, noKeptFiles, openKeptFiles } from "../../src/storage/kept-files.ts";
import { privateFiles } from "../support/private-files.ts";

const january = new File(["order_id,total\n1,9.50\n"], "../January 1.csv");
const february = new File(["order_id,total\n2,7\n"], "Feb/2.csv");
const texts = (files: readonly File[]) =>
  Promise.all(files.map(async (file) => [file.name, await file.text()]));

describe("kept files", () => {
  it("come back byte for byte, in their order and under their own names", async () => {
    const kept = keptFilesIn(privateFiles());
    expect(await kept.keep("d1", [january, february])).toBe(true);
    expect(await texts(await kept.read("d1", [january.name, february.name]))).toEqual([
      ["../January 1.csv", "order_id,total\n1,9.50\n"],
      ["Feb/2.csv", "order_id,total\n2,7\n"],
    ]);
    expect(await kept.size()).toBe(january.size + february.size);
  });

  it("are none where nothing or not everything was kept", async () => {
    const kept = keptFilesIn(privateFiles());
    expect(await kept.read("d1", ["a.csv"])).toEqual([]);
    expect(await kept.size()).toBe(0);
    await kept.keep("d1", [january]);
    expect(await kept.read("d1", ["a.csv", "b.csv"])).toEqual([]);
  });

  it("leave nothing behind where there is no room, and say so", async () => {
    const kept = keptFilesIn(privateFiles(30));
    expect(await kept.keep("d1", [january, february])).toBe(false);
    expect(await kept.size()).toBe(0);
    expect(await kept.read("d1", [january.name])).toEqual([]);
  });

  it("go when another data set takes their place", async () => {
    const kept = keptFilesIn(privateFiles());
    await kept.keep("d1", [january]);
    await kept.keep("d2", [february]);
    await kept.removeAllBut("d2");
    expect(await kept.read("d1", ["a"])).toEqual([]);
    expect(await kept.size()).toBe(february.size);
    await kept.removeAllBut(null);
    expect(await kept.size()).toBe(0);
    await kept.removeAllBut(null);
  });

  it("are not kept where the browser has no private file system", async () => {
    expect(await openKeptFiles()).toBe(noKeptFiles);
    expect(await noKeptFiles.keep("d1", [january])).toBe(false);
  });
});
