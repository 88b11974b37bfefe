/** The routes of the sync, as one process of the simulated server answers them. */
import Fastify, { type FastifyInstance } from 'fastify';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { BallotKeys } from '@egoejo/server/polls/secret/ballot-keys.ts';
import { AppError } from '@egoejo/server/platform/http/app-error.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { createLimits } from '@egoejo/server/platform/limits/limits.ts';
import type { KeptPages } from '@egoejo/server/sync/pull/kept-pages.ts';
import type { Pokes } from '@egoejo/server/sync/pokes/pokes.ts';
import { macWith } from '@egoejo/server/platform/keys/receipt-key.ts';
import type { ServerBuild } from '../builds/builds.ts';
import type { Faults } from '../scheduler/faults.ts';

/** The owner of an access token, and its expiry (virtual ms). */
export interface Grant {
  member: MemberId;
  device: DeviceId;
  until: number;
}

/** All servers make the MACs of receipts with the same key, which is kept when the database is restored. */
export const macOf = macWith('the simulator’s');

/** What the routes need of the simulated world. */
interface SyncWorld {
  /** Grants by bearer token. */
  grants: ReadonlyMap<string, Grant>;
  faults: Faults;
  pokes: Pokes;
  onBug(error: unknown, where: string): void;
  onSettled(): void;
  /** The pages that this process keeps in memory. */
  kept: KeptPages;
  ballotKeys: BallotKeys;
}

/** The app of one process; its limits count from its start. */
export function syncApp(build: ServerBuild, db: Database, world: SyncWorld): FastifyInstance {
  const { grants, pokes, faults, onBug, onSettled, kept, ballotKeys } = world;
  const limits = createLimits();
  const app = Fastify({ logger: false });
  const { syncRoutes, coldSettlements, entitySources } = build;
  syncRoutes(app, {
    db,
    settlements: coldSettlements({ ballotKeys }),
    sources: entitySources,
    macOf,
    kept,
    flags: { ENABLE_SAKA: true },
    moved: (scopes) => pokes.moved(scopes),
    onThrow: (error, mutation) => onBug(error, `settle ${mutation}`),
    onSettled,
    async authenticate(request) {
      const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
      const grant = grants.get(token);
      return grant && grant.until > Date.now() ? { member: grant.member, device: grant.device } : null;
    },
    allow: (_request, caller) => {
      if (faults.strikes('429')) return { retryAfter: 1 + faults.rng.int(20) };
      try {
        if (caller) limits.exchange.take(caller.member);
        return null;
      } catch (error) {
        if (error instanceof AppError && error.status === 429) return { retryAfter: Number(error.retryAfter) };
        throw error;
      }
    },
  });
  app.setErrorHandler((error, _request, reply) => {
    const transient = error instanceof Error && 'code' in error;
    if (!transient) onBug(error, 'exchange');
    return reply
      .code(transient ? 503 : 500)
      .header('retry-after', '2')
      .send({ error: { code: 'sync.busy', params: {} } });
  });
  return app;
}
