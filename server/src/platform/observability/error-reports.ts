/**
 * Error reports to a Sentry-compatible server. They contain pseudonymous member, route and release; never arguments,
 * tokens or addresses.
 */
import { createHmac } from 'node:crypto';
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Log } from './log.ts';
import { redactError, type Redacted } from './redact.ts';

interface ReportContext {
  member?: string | null | undefined;
  /** The pattern of the route, such as `GET /projets/:id`. */
  route?: string | undefined;
}
export interface ErrorReports {
  /** Logs a bug and, with an ERROR_DSN, sends it; never throws and never waits. */
  bug(error: unknown, context?: ReportContext): void;
  /** Waits for the reports being sent. */
  flush(): Promise<void>;
}

/** Most reports a minute, so that a failure in a loop does not cause heavy traffic. */
const MOST_A_MINUTE = 60;

/** @param dsn `https://KEY@HOST/PROJECT`, or undefined: errors are only logged. */
export function createErrorReports(dsn: string | undefined, release: string, log: Log): ErrorReports {
  const target = dsn === undefined ? undefined : readDsn(dsn);
  const sending = new Set<Promise<void>>();
  let minute = 0;
  let sent = 0;
  const send = async (envelope: string): Promise<void> => {
    try {
      const response = await fetch(target!.url, {
        method: 'POST',
        body: envelope,
        signal: AbortSignal.timeout(10_000),
        headers: {
          'content-type': 'application/x-sentry-envelope',
          'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${target!.key}, sentry_client=egoejo/${release}`,
        },
      });
      if (!response.ok) log.warn({ status: response.status }, 'an error report was refused');
    } catch (error) {
      log.warn({ err: error }, 'an error report was not sent');
    }
  };
  return {
    bug(thrown, { member, route } = {}) {
      log.error({ err: thrown, route }, 'bug');
      const now = Math.floor(Date.now() / 60_000);
      if (now !== minute) [minute, sent] = [now, 0];
      if (!target || sent++ >= MOST_A_MINUTE) return;
      const who = member ? createHmac('sha256', target.key).update(member).digest('hex').slice(0, 16) : undefined;
      const work = send(envelopeOf(redactError(thrown), release, who, route)).then(() => void sending.delete(work));
      sending.add(work);
    },
    async flush() {
      await Promise.all(sending);
    },
  };
}

function readDsn(dsn: string): { url: string; key: string } {
  const { protocol, host, pathname, username } = new URL(dsn);
  const parts = pathname.split('/').filter(Boolean);
  const id = parts.pop() ?? '';
  return { url: `${protocol}//${host}/${[...parts, 'api', id, 'envelope'].join('/')}/`, key: username };
}

function envelopeOf(error: Redacted, release: string, user: string | undefined, route: string | undefined): string {
  const eventId = newId().replaceAll('-', '');
  const at = new Date().toISOString();
  const event = {
    event_id: eventId,
    timestamp: at,
    platform: 'node',
    level: 'error',
    release,
    ...(user && { user: { id: user } }),
    ...(route && { transaction: route }),
    exception: {
      values: chain(error).map((e) => ({
        type: e.code ? `${e.type} ${e.code}` : e.type,
        value: e.message,
        stacktrace: { frames: e.stack.map(frameOf).toReversed() },
      })),
    },
  };
  return [
    JSON.stringify({ event_id: eventId, sent_at: at }),
    JSON.stringify({ type: 'event' }),
    JSON.stringify(event),
  ].join('\n');
}

/** The chain of causes, innermost first, as Sentry expects. */
const chain = (error: Redacted): Redacted[] => [...(error.cause ? chain(error.cause) : []), error];

function frameOf(line: string): { function?: string; filename: string; lineno?: number } {
  const m = /^at (?:(.*) \()?(.*?):(\d+):\d+\)?$/.exec(line);
  if (!m) return { filename: line };
  // Cut the path before `server/`, `shared/` or `node_modules/`, because it reveals where the server is installed.
  const filename = (m[2] ?? '').replace(/^.*?((?:server|shared|node_modules)\/)/, '$1');
  return { ...(m[1] && { function: m[1] }), filename, lineno: Number(m[3]) };
}
