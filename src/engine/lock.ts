/** The lock that every database gets before anything else runs on it; it cannot be undone. */

/** The only directory that SQL can read; files of the user are attached below it, one by one. */
export const importDirectory = "import/";

/**
 * In this order: extensions off, then files and network outside `import/`, then the configuration itself. Measured in
 * Chromium 156 with duckdb-wasm 1.32.0: afterwards http, opfs, other files, `attach`, `install` and `set` are refused.
 */
export const lockStatements: readonly string[] = [
  "set autoinstall_known_extensions = false",
  "set autoload_known_extensions = false",
  "set allow_community_extensions = false",
  "set allow_persistent_secrets = false",
  `set allowed_directories = ['${importDirectory}']`,
  "set enable_external_access = false",
  "set lock_configuration = true",
];
