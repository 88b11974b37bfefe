/** Loads the code that sends files once this device keeps a file: most devices never do. */
import { hasFiles } from '../sync/api/kept/files.ts';
import { observe } from '../sync/api/rows/observe.ts';
import { current, onSession, signedIn, theEnv } from '../sync/api/session/session.ts';

/** The network may be back before the browser says so; ms until the code is fetched again. */
const AGAIN_MS = 30_000;

let started = false;
let stop = (): void => undefined;

/** Watches for kept files of whoever is signed in. Without a network the code cannot be loaded; its return tries again. */
export function startUploads(): void {
  watch();
  onSession(watch);
  theEnv().on('online', watch);
}

function watch(): void {
  stop();
  const db = started || signedIn() === null ? undefined : current()?.store.db;
  stop = db
    ? observe(
        () => hasFiles(db),
        (some) => {
          if (some) start();
        },
        (cause) => {
          // A closed database ends its queries; anything else is a bug.
          if (db.isOpen()) throw cause;
        },
      )
    : () => undefined;
}

function start(): void {
  if (started) return;
  started = true;
  stop();
  import('./uploader.ts').then(
    ({ sendUploads }) => sendUploads(),
    () => {
      started = false;
      theEnv().setTimer(watch, AGAIN_MS);
    },
  );
}
