/** What the sync needs of the rest of the server. */
import { authenticate, claimedBy, identify } from './accounts/sessions/authenticate.ts';
import { bearerOf, wasSigned } from './accounts/sessions/tokens.ts';
import type { ServerDeps } from './create-deps.ts';
import { flagsOff } from './platform/config/flags.ts';
import { isTransient } from './platform/database/transient.ts';
import { isOurOrigin } from './platform/http/csrf.ts';
import { originOf } from './platform/observability/audit.ts';
import { overLimit } from './platform/limits/limits.ts';
import { coldSettlements, entitySources } from './registry.ts';
import type { Combiner } from './sync/rows/combiner.ts';
import { KeptPages } from './sync/pull/kept-pages.ts';
import type { ExchangeServiceDeps } from './sync/exchange/exchange-deps.ts';
import type { LiveDeps } from './sync/live/live-http.ts';
import { clientOf } from './sync/receipts/quarantined.ts';

/** What the exchange and the live channel need of the rest of the server. */
export function syncDeps(deps: ServerDeps, combiner: Pick<Combiner, 'kick'>): ExchangeServiceDeps & LiveDeps {
  const { db, config, log, reports, limits, metrics, days, pokes } = deps;
  const off = new Set<string>(flagsOff(config.flags));
  const flags = Object.fromEntries(Object.keys(config.flags).map((name) => [name, !off.has(name)]));
  return {
    db,
    pokes,
    settlements: coldSettlements(deps),
    sources: entitySources,
    get flags() {
      return { ...flags, ...(deps.demo.open && { DEMO: true }) };
    },
    readOnlyUntil: config.readOnlyUntil,
    moved: (scopes) => pokes.moved(scopes),
    macOf: deps.macOf,
    kept: new KeptPages(),
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
      if (answers.some((a) => 'verdict' in a && names.get(a.key) === 'project.boost')) days.took('boost', seconds);
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
          from: originOf(request),
          accessToken: who.newAccessToken,
        }
      );
    },
    async claimed(request) {
      const who = await claimedBy(deps, request);
      return (
        who && {
          member: who.member,
          device: who.device,
          client: clientOf(request.headers),
          from: originOf(request),
          session: who.sid,
        }
      );
    },
    async wasSigned(request) {
      const token = bearerOf(request.headers);
      return token !== undefined && wasSigned(deps.keys, token);
    },
    isOwnPage: (request) => request.headers.origin === undefined || isOurOrigin(request, config.publicUrl),
    onError(error) {
      if (!isTransient(error)) reports.bug(error, { route: 'live' });
    },
    identify: async (request) => (await identify(deps, request))?.member ?? null,
    allow: (request, caller) =>
      overLimit(() => (caller ? limits.exchange.take(caller.member) : limits.public.take(request.ip))),
    allowActs: ({ member }, acts) => limits.acts(member, acts),
  };
}
