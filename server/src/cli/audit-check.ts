/** What an audit checks, and what it finds. */

/**
 * One set-based statement that returns (id, expected, found) for every wrong row; `expected` is computed from the
 * ledger, the ballots or the receipts. It uses the database's memory, whatever the number of rows. With a fourth column
 * `part`, one statement checks several figures; the part is appended to the name.
 */
export interface AuditCheck {
  name: string;
  /** What is wrong if the check finds a row. */
  says: string;
  sql: string;
}
/** A wrong row that a check found: what it should hold, and what it holds. */
export interface Gap {
  check: string;
  id: string;
  expected: string;
  found: string;
}
