/** The lock that every database gets before anything else runs on it; it cannot be undone. */

/** The only directory that SQL can read; files of the user are attached below it, one by one. */
export const importDirectory = "import/";

/** The database in memory in which results are kept: what a person's SQL gives is never written beside the orders. */
export const keptDatabase = "kept";

/**
 * In this order: the database of kept results (none can be attached later; compressed it would take three times as long,
 * measured), the limit of memory, extensions off, then files and network outside `import/`, then the configuration itself. Measured in
 * Chromium 156 with duckdb-wasm 1.32.0: afterwards http, opfs, other files, `attach`, `install` and `set` are refused.
 */
export const lockStatements: readonly string[] = [
  `attach ':memory:' as ${keptDatabase}`,
  // A module can have 4 GiB. What a statement needs beyond the limit is refused, or read again from the database file,
  // before the module itself fails.
  "set memory_limit = '2500MiB'",
  "set autoinstall_known_extensions = false",
  "set autoload_known_extensions = false",
  "set allow_community_extensions = false",
  "set allow_persistent_secrets = false",
  `set allowed_directories = ['${importDirectory}']`,
  "set enable_external_access = false",
  "set lock_configuration = true",
];
