/** Single values of a member's database. */
export interface MetaValues {
  epoch: string;
  /**
   * The device clock when this database was created; it distinguishes the database from one recreated after an
   * eviction. 0: created before this was recorded.
   */
  bornAt: number;
  /**
   * Present while every act that may have been sent carries the mark `sent`. Full storage may refuse to write such a
   * mark but never refuses to delete this value; without it, any act here may have been sent (S26).
   */
  marked: true;
  /** Number of the last exchange begun: the answer of an older one is not applied (S18). */
  fence: number;
  /** Device clock when the last answered exchange began, and when it ended. */
  startedAt: number;
  endedAt: number;
  /** Server clock minus device clock, ms, and the server's clock at its last answer. */
  offset: number;
  toldAt: number;
  flags: Record<string, boolean>;
  /** The server's clock, ms, until which it takes no acts; 0: it takes them. */
  readOnlyUntil: number;
  persistAsked: boolean;
  /** Device clock when the public list was last stored. */
  listedAt: number;
  /** The lowest and the highest number of the member's receipts that this device watches (chain-watch.ts). */
  chain: { low: number; high: number };
  /** Set once the server's history no longer matches what this device received; `at`: the server's clock, ms. */
  chainBroken: { what: string; at: number };
}
/** A receipt's place in the chain, as this device remembers it (chain-watch.ts). */
export interface KnownLink {
  key: string;
  chain: string;
  verdict: string;
}
export type MetaRow =
  | { [K in keyof MetaValues]: { k: K; v: MetaValues[K] } }[keyof MetaValues]
  /** A link by its number, and the number by the key of its receipt. */
  | { k: `link:${string}`; v: KnownLink }
  | { k: `linked:${string}`; v: number };
