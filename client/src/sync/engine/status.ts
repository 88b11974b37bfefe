/** What the syncer is doing, for the page. */
export interface SyncStatus {
  phase: 'idle' | 'exchanging' | 'waiting' | 'refused' | 'paused-auth' | 'upgrade';
  online: 'yes' | 'no' | 'unknown';
  /** The server's clock, ms, when the last answered exchange ended: the device clock may be a year off. */
  lastExchangeAt: number | null;
  /** Server clock minus device clock, ms. */
  serverOffsetMs: number;
  /** Device clock, ms, of the next try; null when none is due. */
  nextTryAt: number | null;
  progress: { scopesLeft: number; rows: number } | null;
  /** Flags the server shows the client (R12). */
  flags: Record<string, boolean>;
  /** Keys of the acts in the request under way from this tab. */
  sending: ReadonlySet<string>;
  /** The server's clock, ms, until which it takes no acts; 0: it takes them. */
  readOnlyUntil: number;
  /** Storage is full and clearing downloads did not help (S23). */
  storageFull: boolean;
  /**
   * The number of acts that waited here when the browser evicted this site's storage, until the member dismisses the
   * notice.
   */
  evicted: number;
}
