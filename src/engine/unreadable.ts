/** The error of a stored database that cannot be opened again. */
import { RegularsError } from "../base/error.ts";

/** The stored database is damaged, or of a newer program: nothing but deleting it helps. */
export class UnreadableDatabaseError extends RegularsError {
  constructor(said: string, cause: unknown) {
    super(`invalid database: the stored data could not be opened (${said})`, {
      hint: "Delete the stored data and drop your files again.",
      cause,
    });
  }
}
