import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { DuckDbEngine } from "../../src/engine/duckdb.ts";
import { plainRows } from "../../src/engine/rows.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: DuckDbEngine;
let secret: string;
beforeAll(async () => {
  engine = await openTestEngine();
  secret = join(await mkdtemp(join(tmpdir(), "regulars-")), "secret.csv");
  await writeFile(secret, "a\n1\n");
});

const closed = /Permission Error: .* disabled by configuration/;

describe("the lock", () => {
  it.each([
    "http://localhost:1/x.csv",
    "https://example.org/x.csv",
    "s3://bucket/x.csv",
    "opfs://other.duckdb",
    "/etc/passwd",
    "package.json",
    "import/../package.json",
    "file:///etc/passwd",
  ])("keeps %s from every query", async (path) => {
    for (const read of ["read_csv", "read_text", "read_blob", "glob"])
      await expect(engine.query(`from ${read}('${path}')`)).rejects.toThrow(closed);
  });

  it("keeps a file that is really there from every query", async () => {
    await expect(engine.query(`from read_csv('${secret}')`)).rejects.toThrow(closed);
    await expect(engine.query(`from '${secret}'`)).rejects.toThrow(closed);
  });

  it.each([
    [`copy (select 1) to '${tmpdir()}/regulars-x.csv'`, closed],
    [`attach '${tmpdir()}/regulars-x.duckdb' as x`, closed],
    ["attach 'http://localhost:1/x.duckdb' as x", closed],
    ["load json", /Permission Error/],
    ["set enable_external_access = true", /configuration has been locked/],
    ["set allowed_directories = ['/']", /configuration has been locked/],
    ["reset allowed_directories", /configuration has been locked/],
    ["set lock_configuration = false", /configuration has been locked/],
    ["set autoinstall_known_extensions = true", /configuration has been locked/],
    ["set temp_directory = '/tmp'", /configuration has been locked/],
  ])("holds even for our own statements: %s", async (sql, message) => {
    await expect(engine.define(sql)).rejects.toThrow(message);
  });

  it("is told by the settings", async () => {
    const sql = `
      select name, value from duckdb_settings()
      where name in ('enable_external_access', 'lock_configuration', 'autoinstall_known_extensions',
          'autoload_known_extensions', 'allow_community_extensions', 'allowed_directories', 'memory_limit')
      order by name`;
    expect(plainRows(await engine.query(sql))).toEqual([
      { name: "allow_community_extensions", value: "false" },
      { name: "allowed_directories", value: "[import/]" },
      { name: "autoinstall_known_extensions", value: "false" },
      { name: "autoload_known_extensions", value: "false" },
      { name: "enable_external_access", value: "false" },
      { name: "lock_configuration", value: "true" },
      { name: "memory_limit", value: "2.4 GiB" },
    ]);
  });
});
