/** `/health`, `/ready`, and `/metrics` on the main port. */
import type { FastifyInstance } from 'fastify';
import { backupState } from '../backup/state.ts';
import type { Way } from '../mail/mailer.ts';
import type { Deps } from '../platform/deps.ts';
import { keepFor } from '../platform/http/kept.ts';
import { mayReadMetrics } from '../platform/observability/metrics-http.ts';
import { AppError } from '../platform/http/app-error.ts';

/** However many requests there are, the database is queried once in this time, milliseconds. */
const READY_MS = 1000;

export function addHealth(app: FastifyInstance, deps: Deps): void {
  const { config, limits, metrics, jobs, mailer } = deps;
  const asked = keepFor(READY_MS, () => askDatabase(deps));
  app.get('/health', (request) => {
    limits.watch.take(request.ip);
    return { status: 'ok' };
  });
  app.get('/ready', async (request, reply) => {
    limits.watch.take(request.ip);
    const { database, migrations, backup } = await asked.read();
    const state = { database, migrations, jobs: jobs.running() };
    const ready = Object.values(state).every(Boolean);
    // A late backup or an unreachable provider needs an operator, but is no reason to route members elsewhere.
    const wordOf = (way: Way): 'ok' | 'held' => (mailer.state(way) === 'closed' ? 'ok' : 'held');
    const more = ready && { backup, mail: wordOf('mail'), sms: config.sms === null ? 'off' : wordOf('sms') };
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...state, ...more });
  });
  app.get('/metrics', async (request, reply) => {
    limits.watch.take(request.ip);
    if (config.metrics.token === undefined && !config.metrics.open)
      throw new AppError('sync.bad_request', { reason: 'no such address' }, 404);
    if (!mayReadMetrics(config.metrics.token, request.headers.authorization))
      throw new AppError('sync.unauthenticated');
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

interface Asked {
  database: boolean;
  migrations: boolean;
  /** Null: the database did not answer. */
  backup: 'off' | 'late' | 'ok' | null;
}
async function askDatabase({ db, config }: Deps): Promise<Asked> {
  const migrations = await db
    .query<{ version: number }>('select version from schema_version order by version desc limit 1')
    .then(
      ([row]) => row !== undefined,
      () => null,
    );
  if (migrations === null) return { database: false, migrations: false, backup: null };
  const { folder, late } = await backupState(db, config, Date.now());
  return { database: true, migrations, backup: folder === null ? 'off' : late ? 'late' : 'ok' };
}
