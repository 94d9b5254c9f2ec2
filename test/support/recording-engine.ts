/** An engine that notes what it is asked. */
import type { Engine } from "../../src/engine/engine.ts";

/** One question to an engine. */
export interface Asked {
  readonly verb: "query" | "keep";
  readonly sql: string;
}

/** The engine as it is, but every SELECT is noted in `asked` before it runs. */
export function recordingEngine(real: Engine, asked: Asked[]): Engine {
  return new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const call = value.bind(target) as (...args: unknown[]) => unknown;
      if (name !== "query" && name !== "keep") return call;
      return (sql: string, options: unknown) => {
        asked.push({ verb: name, sql });
        return call(sql, options);
      };
    },
  });
}
