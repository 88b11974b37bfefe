/** How one exchange ended. */
export type Outcome =
  /**
   * The server answered. `stopped`: an unsettled, busy or too-new act ended the answer early. `complete`: the answer
   * was read to its last line. `closedMs`: acts wait here, and the server takes none for this long.
   */
  | {
      kind: 'answered';
      sent: number;
      closedMs?: number;
      more: boolean;
      left: boolean;
      stopped: boolean;
      complete: boolean;
      progressed: boolean;
      /**
       * 'acts': the acts were sent without cursors. 'cursors': since then, each scope was tested to find the cursors
       * that are refused (S30).
       */
      without?: 'acts' | 'cursors';
    }
  /**
   * No usable answer came. `probe`: how an empty exchange right afterwards ended. `coded`: a server of this app
   * answered, with an error code of its own.
   */
  | { kind: 'no-answer'; sent: number; floorMs: number; probe: 'answered' | 'silent' | 'untried'; coded?: boolean }
  /**
   * The server answered and refuses this request (4xx with a code): the same request would be refused again. `shape`:
   * status, code and place. `bare`: it carried no cursor; `probe` then says whether a request without acts is refused
   * too.
   */
  | {
      kind: 'refused';
      sent: number;
      shape: string;
      code: string;
      bare: boolean;
      probe: 'answered' | 'refused' | 'untried';
    }
  /** The server takes no acts for a while; it answers requests without acts. */
  | { kind: 'read-only' }
  /** 429, or 503 with `Retry-After`. */
  | { kind: 'retry-after'; floorMs: number }
  | { kind: 'paused'; why: 'auth' | 'upgrade' }
  /**
   * Another holder began an exchange in the meantime, or this database was closed: the rest of the answer was not
   * applied (S18).
   */
  | { kind: 'overtaken' }
  /** Another tab ran the exchange while this one waited for the lock. */
  | { kind: 'skipped' };
