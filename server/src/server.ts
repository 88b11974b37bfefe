/** Starts the server with its jobs and listeners, and shuts it down in an order that loses nothing. */
import { noticeMove } from './sync/recovery/recovery.ts';
import * as features from './features.ts';
import { demoIsOpen, disableDemo, seedOnce } from './installation/demo.ts';
import { needsInstallation, readSettings, type DemoAccount } from './installation/settings.ts';
import { openPushKeys } from './channels/push-keys.ts';
import { requirePublicUrl } from './platform/config/production-settings.ts';
import type { Config } from './platform/config/config.ts';
import type { Deps } from './platform/deps.ts';
import { startEvents } from './platform/database/events.ts';
import { createListeners, requireFreePort } from './platform/http/listeners.ts';
import type { Log } from './platform/observability/log.ts';
import { listenForMetrics } from './platform/observability/metrics-http.ts';
import { openDatabase } from './platform/database/open-database.ts';
import { openOperatorSocket } from './platform/operator-socket.ts';
import { closeToOthers } from './platform/files/private-folder.ts';
import { keepFlushing } from './platform/observability/service-days.ts';
import { openCombiner } from './sync/rows/combiner.ts';
import { createDeps } from './create-deps.ts';
import { buildApp } from './app.ts';
import { operate } from './operate.ts';

/** How long running jobs may take to finish when the server stops, in milliseconds. */
const JOBS_STOP_MS = 5000;

export interface RunningServer {
  deps: Deps;
  url: string;
  demoAccounts: DemoAccount[];
  /** True for a production server that has not been installed yet. */
  needsInstallation: boolean;
  /** The separate port of `/metrics`; undefined: none. */
  metricsPort: number | undefined;
  /** Waits for work in progress, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Opens and migrates the database, listens, and starts jobs and events; the server is ready when it resolves. Throws if
 * any of this fails.
 * @param dist the built client, if it is not in the default place.
 */
export async function startServer(config: Config, log: Log, dist?: string): Promise<RunningServer> {
  await closeToOthers(config.dataDir);
  // A start that fails must change nothing, so what often fails is tried first.
  await requireFreePort(config);
  const db = await openDatabase(config);
  const closing: (() => Promise<unknown>)[] = [() => db.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    requirePublicUrl({ ...config, publicUrl: config.publicUrl ?? (await readSettings(db)).publicUrl });
    if (await db.transaction((tx) => noticeMove(tx)))
      log.error('this database was last served from another cluster or timeline: a recovery is open (docs/backup.md)');
    const deps = await createDeps(config, db, log);
    closing.push(
      () => deps.reports.flush(),
      () => deps.mailer.flush(),
      () => deps.pokes.close(),
      keepFlushing(deps.days, (error) => deps.reports.bug(error, { route: 'service days' })),
    );
    const combiner = openCombiner(
      db,
      (scopes) => deps.pokes.talliesMoved(scopes),
      (error) => deps.reports.bug(error, { route: 'combiner' }),
    );
    closing.push(() => combiner.close());
    await features.atStart(deps);
    for (const register of features.jobs(deps)) register(deps);
    await deps.jobs.start();
    closing.push(() => deps.jobs.stop(JOBS_STOP_MS));
    const events = startEvents(db, log, features.listeners(deps));
    closing.push(() => events.stop());
    const ended = config.production ? await db.transaction((tx) => disableDemo(tx)) : 0;
    if (ended > 0)
      log.warn(
        { accounts: ended, because: config.productionBy },
        'the demo accounts of this database are disabled: their passwords are published',
      );
    const demoAccounts = await seedOnce(deps, features.seedDemo);
    deps.demo.open = await demoIsOpen(db);
    const app = await buildApp(deps, combiner, dist);
    const httpListeners = createListeners(app);
    closing.push(() => httpListeners.close());
    const port = await httpListeners.open(config);
    const metricsPort = await openMetrics(deps, closing);
    deps.push.use(await openPushKeys(db, config, log));
    if (db.kind === 'embedded') {
      const socket = await openOperatorSocket(config.dataDir, (question) => operate(deps, question));
      closing.push(() => socket.close());
    }
    return {
      deps,
      url: `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`,
      demoAccounts,
      needsInstallation: await needsInstallation(db, config),
      metricsPort,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @returns the separate port of `/metrics`, if METRICS_PORT asks for one. */
async function openMetrics(
  { config, metrics, reports }: Deps,
  closing: (() => Promise<unknown>)[],
): Promise<number | undefined> {
  const { port } = config.metrics;
  if (port === undefined) return undefined;
  const listener = await listenForMetrics({ ...config.metrics, port }, metrics, (error) =>
    reports.bug(error, { route: 'GET /metrics' }),
  );
  closing.push(() => listener.close());
  return listener.port;
}
