/** How headers of a platform's export are compared. */

/** A header as sources compare it: trimmed, in lower case, blanks as one space, full-width forms as half-width ones. */
export const sameHeader = (header: string): string =>
  header.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
