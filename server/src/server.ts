/** Assembles the server from database, features, HTTP and jobs, and shuts it down in an order that loses nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { MOST_CALLS } from '@egoejo/shared/platform/calls.ts';
import type { FastifyInstance } from 'fastify';
import { authenticate, identify } from './accounts/authenticate.ts';
import { bearerOf, verifyAccess, wasSigned } from './accounts/tokens.ts';
import { noticeMove } from './sync/recovery.ts';
import { backupState } from './backup/state.ts';
import { runCommand } from './cli/run.ts';
import * as features from './features.ts';
import { demoIsOpen, disableDemo, seedOnce } from './installation/demo.ts';
import { openSettings } from './installation/secret-settings.ts';
import { applySettings, needsInstallation, newSetupCode, type DemoAccount } from './installation/settings.ts';
import { createMailer, folderPost, smtpPost } from './mail/mailer.ts';
import { localMedia } from './platform/media.ts';
import { AppError } from './platform/app-error.ts';
import { addPages } from './platform/app-pages.ts';
import { requirePublicUrl, type Config } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import type { Deps } from './platform/deps.ts';
import { startEvents } from './platform/events.ts';
import { createListeners } from './platform/listeners.ts';
import { flagsOff } from './platform/flags.ts';
import { addHealth } from './http/health.ts';
import { createApp } from './platform/http.ts';
import { createJobs } from './platform/jobs.ts';
import { createLimits, overLimit } from './platform/limits.ts';
import type { Log } from './platform/log.ts';
import { listenForMetrics } from './platform/metrics-http.ts';
import { createMetrics } from './platform/metrics.ts';
import { openDatabase } from './platform/open-database.ts';
import { openOperatorSocket, type Question, type Reply } from './platform/operator-socket.ts';
import { closeToOthers } from './platform/private-folder.ts';
import { createPreviews } from './platform/previews.ts';
import { openSeal, secretFor } from './platform/receipt-key.ts';
import { createReports } from './platform/reports.ts';
import { createServiceDays, keepFlushing } from './platform/service-days.ts';
import { signingKeys } from './platform/signing-keys.ts';
import { coldSettlements, entitySources } from './registry.ts';
import { appRouter, type AppRouter } from './router.ts';
import { openCombiner, type Combiner } from './sync/combiner.ts';
import { syncRoutes, type SyncHttpDeps } from './sync/http.ts';
import { createExchangeService } from './sync/serve.ts';
import { openPokes } from './sync/pokes.ts';
import { clientOf } from './sync/quarantined.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
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

/** Creates the features' dependencies on an open and migrated database. Starts no listeners and no jobs. */
export async function createDeps(config: Config, db: Database, log: Log): Promise<Deps> {
  applySettings(config, await openSettings(db, config, log));
  const reports = createReports(config.errorDsn, version, log);
  const post =
    config.smtpUrl === undefined
      ? folderPost(join(config.dataDir, 'mail'), config.mailFrom, log)
      : smtpPost(config.smtpUrl, config.mailFrom);
  const mailer = createMailer(post, log, { secret: await secretFor('mail', config) });
  return {
    db,
    config,
    log,
    reports,
    media: localMedia(join(config.dataDir, 'media')),
    mailer,
    jobs: createJobs(db, log),
    pokes: await openPokes(db, (error) => reports.bug(error, { route: 'pokes' })),
    keys: signingKeys(db),
    seal: await openSeal(config),
    limits: createLimits(),
    metrics: createMetrics(
      db,
      async () => (await backupState(db, config, Date.now())).last,
      () => mailer.state(),
    ),
    days: createServiceDays(db),
    previews: createPreviews(),
    demo: { open: false },
    setupCode: newSetupCode(),
  };
}

/**
 * The whole app with its routes, not yet listening; tests call it by `inject`. @param dist the built client, if it is
 * not in the default place.
 */
export async function buildApp(deps: Deps, combiner: Pick<Combiner, 'kick'>, dist?: string): Promise<FastifyInstance> {
  const app = await createApp(deps);
  addHealth(app, deps);
  const sync = syncDeps(deps, combiner);
  const exchanges = createExchangeService(sync);
  app.addHook('onRequest', async (request) => {
    // The decoded names of the called procedures.
    const { path } = request.params as { path?: string };
    if (path?.split(',').includes('sync.exchange') !== true) return;
    if (request.headers['content-length'] === undefined) throw new AppError('sync.bad_request', { reason: 'length' });
    const refusal = exchanges.refuseEarly(request);
    if (refusal) throw new AppError(refusal.code, refusal.params);
  });
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      maxBatchSize: MOST_CALLS,
      async createContext({ req, res }) {
        void res.header('cache-control', 'no-store');
        const token = bearerOf(req.headers);
        return {
          deps,
          request: req,
          reply: res,
          exchanges,
          identity: token === undefined ? null : await verifyAccess(deps.keys, token),
        };
      },
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>);
  syncRoutes(app, sync, exchanges);
  for (const add of features.routes) add(app, deps);
  await addPages(app, deps, dist);
  return app;
}

/** What the exchange and the event stream need of the rest of the server. */
export function syncDeps(deps: Deps, combiner: Pick<Combiner, 'kick'>): SyncHttpDeps {
  const { db, config, log, reports, limits, metrics, days, pokes } = deps;
  const off = new Set<string>(flagsOff(config.flags));
  const flags = Object.fromEntries(Object.keys(config.flags).map((name) => [name, !off.has(name)]));
  return {
    db,
    pokes,
    settlements: coldSettlements,
    sources: entitySources,
    get flags() {
      return { ...flags, ...(deps.demo.open && { DEMO: true }) };
    },
    readOnlyUntil: config.readOnlyUntil,
    moved: (scopes) => pokes.moved(scopes),
    seal: deps.seal,
    onRecovery: () =>
      log.error(
        'a device knows what this database forgot: an older copy stands in its place, and a recovery is open ' +
          '(docs/backup.md)',
      ),
    onThrow(error, mutation) {
      reports.bug(error, { route: `settle ${mutation}` });
      days.error('settlement');
    },
    onRefused: (code, client) => days.refused(code, client),
    onSettled(answers, names, seconds) {
      combiner.kick();
      if (answers.some((a) => 'verdict' in a && names.get(a.key) === 'project.boost')) days.boost(seconds);
      for (const a of answers) {
        if ('verdict' in a)
          metrics.settled(
            names.get(a.key) ?? 'unknown',
            a.verdict.status === 'applied' ? null : a.verdict.code,
            seconds,
          );
      }
    },
    async authenticate(request, reply) {
      const who = await authenticate(deps, request, reply);
      return (
        who && {
          member: who.member,
          device: who.device,
          client: clientOf(request.headers),
          accessToken: who.newAccessToken,
        }
      );
    },
    async wasSigned(request) {
      const token = bearerOf(request.headers);
      return token !== undefined && wasSigned(deps.keys, token);
    },
    identify: async (request) => (await identify(deps, request))?.member ?? null,
    allow: (request, caller) =>
      overLimit(() => (caller ? limits.exchange.take(caller.member) : limits.public.take(request.ip))),
    allowActs: ({ member }, acts) => limits.acts(member, acts),
  };
}

/**
 * Opens and migrates the database, listens, and starts jobs and events; the server is ready when it resolves. Throws if
 * any of this fails.
 * @param dist the built client, if it is not in the default place.
 */
export async function startServer(config: Config, log: Log, dist?: string): Promise<RunningServer> {
  await closeToOthers(config.dataDir);
  const db = await openDatabase(config);
  const closing: (() => Promise<unknown>)[] = [() => db.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    if (await db.transaction((tx) => noticeMove(tx)))
      log.error('this database was last served from another cluster or timeline: a recovery is open (docs/backup.md)');
    const deps = await createDeps(config, db, log);
    closing.push(
      () => deps.reports.flush(),
      () => deps.mailer.flush(),
      () => deps.pokes.close(),
      keepFlushing(deps.days, (error) => deps.reports.bug(error, { route: 'service days' })),
    );
    requirePublicUrl(config);
    const combiner = openCombiner(
      db,
      (scopes) => deps.pokes.talliesMoved(scopes),
      (error) => deps.reports.bug(error, { route: 'combiner' }),
    );
    closing.push(() => combiner.close());
    for (const register of features.jobs) register(deps);
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

/** Runs an operator's command inside this server; an empty command only checks that the server is running. */
async function operate(deps: Deps, { args, json, cwd }: Question): Promise<Reply> {
  let stdout = '';
  let stderr = '';
  if (args.length === 0) return { exit: 0, stdout, stderr };
  const exit = await runCommand(
    {
      db: deps.db,
      config: deps.config,
      deps,
      json,
      cwd,
      out: (text) => (stdout += `${text}\n`),
      err: (text) => (stderr += `${text}\n`),
    },
    args,
  );
  return { exit, stdout, stderr };
}
