import { beforeAll, describe, expect, it } from "vitest";
import type { ImportFlow } from "../../src/app/import-flow.svelte.ts";
import { ordersWarehouse } from "../../src/app/orders-warehouse.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { testApp } from "../support/app.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

/** Chinese names in GBK, so few that Windows-1252 could be meant as well as EUC-KR. */
const names = Uint8Array.from([0xb2, 0xe8, 0xba, 0xf8]);
const ascii = (text: string) => [...Buffer.from(text)];
const gbk = (name = "tea.csv") =>
  new File(
    [
      Uint8Array.from([
        ...ascii("order_id,order_date,customer,amount\n1,03/04/2025,"),
        ...names,
        ...ascii(",1.50\n2,05/04/2025,"),
        ...names,
        ...ascii(",2.50\n"),
      ]),
    ],
    name,
  );

const open = () => testApp(engine, { warehouse: ordersWarehouse });
const drop = async (setup: ReturnType<typeof open>, file: File): Promise<ImportFlow> => {
  await setup.app.started;
  setup.app.importFiles([file]);
  await setup.app.importing!.settled;
  return setup.app.importing!;
};
const nameOf = (flow: ImportFlow) => flow.plan!.files[0]!.preview[0]![2];

describe("a file that is read in another way", () => {
  it("shows its first records at once, and is read again when told to", async () => {
    const flow = await drop(open(), gbk());
    expect([flow.plan!.files[0]!.encoding, nameOf(flow)]).toEqual(["gb18030", "茶壶"]);
    const preview = await flow.previewReading("tea.csv", { encoding: "big5" });
    expect(preview!.records[0]!.cells[2]).toBe("脰綿");
    expect(flow.status).toBe("review");
    expect(nameOf(flow)).toBe("茶壶");

    await flow.setReading("tea.csv", { encoding: "big5" });
    expect([flow.status, flow.plan!.files[0]!.encoding, nameOf(flow)]).toEqual(["review", "big5", "脰綿"]);
    expect(flow.report!.files[0]).toMatchObject({ encoding: "big5", rows_loaded: 2 });
    expect(flow.plan!.files[0]!.sourceEvidence.map(({ key }) => key)).toContain("evidence_encoding_chosen");

    await flow.setReading("tea.csv", {});
    expect([flow.plan!.files[0]!.encoding, flow.decisions.changes["tea.csv"]?.encoding]).toEqual([
      "gb18030",
      undefined,
    ]);
    flow.cancel();
  });

  it("takes the last choice where several are made before the first is read", async () => {
    const flow = await drop(open(), gbk());
    const first = flow.setReading("tea.csv", { encoding: "big5" });
    const second = flow.setReading("tea.csv", { encoding: "windows-1252" });
    await Promise.all([first, second]);
    expect([flow.status, flow.plan!.files[0]!.encoding, nameOf(flow)]).toEqual([
      "review",
      "windows-1252",
      "²èºø",
    ]);
    flow.cancel();
  });

  it("stays as it was where it gives no table, and says so", async () => {
    const setup = open();
    const flow = await drop(setup, gbk());
    await expect(flow.previewReading("tea.csv", { encoding: "utf-16le" })).rejects.toThrow();
    await flow.setReading("tea.csv", { encoding: "utf-16le" });
    expect([flow.status, flow.plan!.files[0]!.encoding]).toEqual(["review", "gb18030"]);
    expect(setup.app.notice?.kind).toBe("bad");
    flow.cancel();
  });

  it("can be told the line of its header, or that there is none", async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${i},2025-04-1${i},ann,1.50\n`).join("");
    const text = `Shop,2025,x,y\norder_id,order_date,customer,amount\n${rows}`;
    const flow = await drop(open(), new File([text], "told.csv"));
    expect(flow.plan!.files[0]!.headerLine).toBe(2);
    await flow.setReading("told.csv", { headerLine: 1 });
    expect(flow.plan!.files[0]!.columns.map(({ name }) => name)).toEqual(["Shop", "2025", "x", "y"]);
    expect(flow.report!.files[0]!.records).toBe(10);
    await flow.setReading("told.csv", { headerLine: 2, delimiter: "," });
    expect(flow.plan!.files[0]!.columns.map(({ name }) => name)).toEqual([
      "order_id",
      "order_date",
      "customer",
      "amount",
    ]);
    flow.cancel();
  });
});

describe("answers about a kind of file", () => {
  it("are taken up for the next such file, said, and forgotten on request", async () => {
    const setup = open();
    const first = await drop(setup, gbk());
    expect(first.recalled).toEqual({});
    const question = first.plan!.files[0]!.questions.find((one) => one.question === "date_order")!;
    expect(question.chosen).toBe("dmy");
    await first.answer("tea.csv", question, "mdy");
    await first.setReading("tea.csv", { encoding: "big5" });
    await first.confirm();
    expect(first.error).toBeNull();

    const second = await drop(setup, gbk("may.csv"));
    expect(second.recalled).toEqual({ "may.csv": { encoding: "big5", dateOrder: "mdy" } });
    const file = second.plan!.files[0]!;
    expect([file.encoding, file.columns[1]!.reading]).toEqual([
      "big5",
      expect.objectContaining({ formats: ["%m/%d/%Y"] }),
    ]);
    await second.forgetAnswers("may.csv");
    expect([second.recalled, second.plan!.files[0]!.encoding]).toEqual([{}, "gb18030"]);
    expect(second.plan!.files[0]!.questions.map(({ chosen }) => chosen)).toEqual(["dmy"]);
    second.cancel();
    await second.settled;

    const third = await drop(setup, gbk("june.csv"));
    expect(third.recalled).toEqual({});
    third.cancel();
    await third.settled;
  });

  it("do not overrule what a file decides by itself, and go with everything else", async () => {
    const setup = open();
    const header = "order_id,order_date,email,amount\n";
    const first = await drop(
      setup,
      new File([`${header}1,03/04/2025,a@x.com,1.50\n2,05/04/2025,b@x.com,2.50\n`], "a.csv"),
    );
    await first.answer("a.csv", first.plan!.files[0]!.questions[0]!, "mdy");
    await first.confirm();
    expect(setup.settings.get("regulars.answers")).toContain("mdy");

    const certain = await drop(
      setup,
      new File([`${header}1,13/04/2025,a@x.com,1.50\n2,05/04/2025,b@x.com,2.50\n`], "b.csv"),
    );
    expect(certain.recalled).toEqual({});
    expect(certain.plan!.files[0]!.columns[1]!.reading).toMatchObject({ formats: ["%d/%m/%Y"] });
    certain.cancel();
    await setup.app.deleteEverything();
    expect(setup.settings.get("regulars.answers")).toBeUndefined();
  });

  it("are none to a script", async () => {
    const setup = open();
    const first = await drop(setup, gbk());
    await first.setReading("tea.csv", { encoding: "big5" });
    await first.confirm();
    const flow = setup.app.beginImport([gbk("script.csv")]);
    await flow.settled;
    expect([flow.recalled, flow.plan!.files[0]!.encoding]).toEqual([{}, "gb18030"]);
    flow.cancel();
  });

  it("that are damaged in the store are as good as none", async () => {
    const setup = open();
    for (const stored of ["{", "[1]", '[["x", {"encoding": "klingon"}]]', '{"__proto__": 1}']) {
      setup.settings.set("regulars.answers", stored);
      const flow = await drop(setup, gbk());
      expect(flow.recalled).toEqual({});
      flow.cancel();
      await flow.settled;
    }
  });
});
