/** The SQL of ABC that is in files of its own, because it is long or because a part reads it too. */
import drawsSql from "./draws.sql?raw";
import entitiesSql from "./entities.sql?raw";
import variationSql from "./variation.sql?raw";

const shared: Readonly<Record<string, string>> = {
  "draws.sql": drawsSql,
  "entities.sql": entitiesSql,
  "variation.sql": variationSql,
};

/** The SQL with `/* draws.sql *\/` and the like replaced by the common table expressions of that file. */
export function withShared(sql: string): string {
  return sql.replace(
    /\/\* ([\w-]+\.sql) \*\//g,
    (comment, name: string) => shared[name]?.trimEnd() ?? comment,
  );
}
