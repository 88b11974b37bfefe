/**
 * A page that the browser keeps for *back* is frozen as it is, and its workers with it. WebKit freezes it even inside a
 * transaction, and then no other page of this site can use what that transaction holds until the browser is closed. So
 * a page that is left ends its transactions, and starts anew when the member comes back to it.
 */
const running = new Set<IDBTransaction>();

function watchTransactions(): void {
  if (typeof IDBDatabase === 'undefined') return;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function begin(this: IDBDatabase, ...args: Parameters<typeof transaction>) {
    const begun = transaction.apply(this, args);
    running.add(begun);
    const ended = (): void => void running.delete(begun);
    begun.addEventListener('complete', ended);
    begun.addEventListener('abort', ended);
    return begun;
  };
}

/** What they wrote is undone: no view has called it stored yet. */
function abortTransactions(): void {
  for (const transaction of running) {
    try {
      transaction.abort();
    } catch (cause) {
      // One that is committed cannot be aborted; only the event that says so has not come yet.
      if (!(cause instanceof DOMException && cause.name === 'InvalidStateError')) throw cause;
    }
  }
}

/**
 * Calls `run` when this page is left and may be kept. It must end the workers that use a database. What `run` stopped
 * need not start again: the page is loaded anew before anyone sees it.
 */
export const whenLeft = (run: () => void): void =>
  // Before Dexie closes its connections at the same event, which would pass for a browser that deletes the data.
  addEventListener('pagehide', ({ persisted }) => void (persisted && run()), { capture: true });

/** Ends the transactions of this thread when the page is left. Call it before a database is opened. */
export function letGoWhenLeft(): void {
  watchTransactions();
  whenLeft(abortTransactions);
  addEventListener('pageshow', ({ persisted }) => void (persisted && location.reload()));
}
