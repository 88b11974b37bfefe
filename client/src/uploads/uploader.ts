/**
 * Sends kept files whose rows wait on the server, one after the other, while there is a network that may be used for
 * them. One tab sends at a time. A file that did not get through is tried again, from where the server is.
 */
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useEcoStore, wifiHold } from '../eco/store.ts';
import { NETWORK, send } from '../platform/network/api.ts';
import { awaitedFiles, filePart, fileStates, type FileRow } from '../sync/api/kept/files.ts';
import { observe } from '../sync/api/rows/observe.ts';
import { current, onSession, signedIn, theEnv } from '../sync/api/session/session.ts';
import { syncNow } from '../sync/api/status/status.ts';
import { isDue, nextLook } from './due.ts';
import { sendFile, type Send } from './send-file.ts';
import { useSendState } from './send-state.ts';

/** Another tab that sends is not disturbed for this long, ms: longer than any request lasts. */
const PATIENCE_MS = 90_000;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** The server says when to come back; if it does not: ms. */
const REFUSED_PAUSE_MS = 60 * 60_000;
const DAMAGED_PAUSE_MS = 60_000;

/** Files that may not be sent before this time, by the device's clock. */
const notBefore = new Map<string, number>();
let pause = FIRST_PAUSE_MS;
let running = false;
let again = false;
let cancelTimer = (): void => undefined;

/** Watches the kept files of whoever is signed in, until the page is closed. */
export function sendUploads(): void {
  let stop = (): void => undefined;
  const watch = (): void => {
    stop();
    useSendState.setState({ percent: {}, later: {} }, true);
    const db = signedIn() === null ? undefined : current()?.store.db;
    stop = db
      ? observe(
          () => fileStates(db),
          () => kick(),
          (cause) => {
            // A closed database ends its queries; anything else is a bug.
            if (db.isOpen()) throw cause;
          },
        )
      : () => undefined;
  };
  onSession(watch);
  watch();
  const hurry = (): void => {
    pause = FIRST_PAUSE_MS;
    kick();
  };
  theEnv().on('online', hurry);
  theEnv().on('visible', hurry);
  useEcoStore.subscribe(kick);
}

/** Sends what waits; a call during that makes it look once more. */
function kick(): void {
  again = true;
  if (running) return;
  running = true;
  cancelTimer();
  void theEnv()
    .locks.hold('egoejo-uploads', PATIENCE_MS, async (signal) => {
      while (again && !signal.aborted) {
        again = false;
        await sendAll(signal);
      }
    })
    .finally(() => {
      running = false;
    });
}

async function sendAll(signal: AbortSignal): Promise<void> {
  const engine = current();
  if (!engine || signedIn() === null) return;
  const { db } = engine.store;
  const files = await awaitedFiles(db, engine.who, theEnv().now());
  for (const file of files) {
    if (signal.aborted || wifiHold() || !theEnv().online() || !db.isOpen()) return;
    if (!isDue(file.id, notBefore, theEnv().now())) continue;
    const failed = await sendOne(file, signal);
    if (failed?.code === NETWORK) {
      lookIn(pause * (0.5 + theEnv().random()));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      return;
    }
    if (failed) refused(file, failed);
    else pause = FIRST_PAUSE_MS;
  }
  const next = nextLook(files, notBefore, theEnv().now(), theEnv().random());
  if (next !== null) lookIn(next);
}

async function sendOne(file: FileRow, signal: AbortSignal): Promise<Failure | null> {
  const onSent = (sent: number): void =>
    useSendState.setState((s) => ({
      percent: { ...s.percent, [file.id]: Math.floor((sent / file.size) * 100) },
      later: without(s.later, file.id),
    }));
  const sending: Send = (path, init) => send(path, { ...init, signal });
  const done = await sendFile(
    sending,
    file,
    (from, to) => filePart(file, from, to),
    onSent,
    () => theEnv().now(),
  );
  if (!done.ok) useSendState.setState((s) => ({ percent: without(s.percent, file.id) }));
  // Its row now says that it was stored or refused; the file is forgotten when the row has come.
  if (done.ok || done.error.code !== NETWORK) syncNow();
  if (done.ok) notBefore.set(file.id, theEnv().now() + REFUSED_PAUSE_MS);
  return done.ok ? null : done.error;
}

function without<T>(record: Readonly<Record<string, T>>, id: string): Record<string, T> {
  const { [id]: _, ...rest } = record;
  return rest;
}

/** The row will tell a refusal of the file itself. Anything else is tried again when the server says. */
function refused({ id }: FileRow, failure: Failure): void {
  const { seconds } = failure.params;
  const ms =
    typeof seconds === 'number'
      ? seconds * 1000
      : failure.code === 'media.wrong_hash'
        ? DAMAGED_PAUSE_MS
        : REFUSED_PAUSE_MS;
  notBefore.set(id, theEnv().now() + ms);
  if (/^(media\.too_m|sync\.)/.test(failure.code))
    useSendState.setState((s) => ({ later: { ...s.later, [id]: failure } }));
}

function lookIn(ms: number): void {
  cancelTimer();
  cancelTimer = theEnv().setTimer(kick, ms);
}
