/** HTTP routes that read polls. */
import { hasReceipts, readReceiptNumber } from '@egoejo/shared/polls/receipt-number.ts';
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import { sendCacheable } from '../platform/http/cached-reply.ts';
import type { Database } from '../platform/database/database.ts';
import { createWorkLimit } from '../platform/limits/work-limit.ts';
import type { Deps } from '../platform/deps.ts';
import { readPoll } from './count/count-stored.ts';
import { hasReceipt } from './receipt-numbers.ts';
import { exportText, type ExportedPoll, type Format } from './files/export.ts';

interface PublicPoll {
  id: string;
  community: string | null;
  title: string;
  text: string;
}
/** A poll that everybody may see; undefined if there is none, or if it is a draft. */
async function publicPoll(db: Database, id: string): Promise<PublicPoll | undefined> {
  if (!isId(id)) return undefined;
  const [poll] = await db.query<PublicPoll>(
    `select id, community, title, text from poll where id = $1 and state <> 'draft' and scope_visible(null, scope)`,
    [id],
  );
  return poll;
}

/** Checks of receipts at the same time, in all and of one address. */
const checking = createWorkLimit({ places: 2, queue: 20, each: 2, refusal: 'sync.busy', retrySeconds: 5 });

const TYPES: Record<Format, string> = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' };
const isFormat = (v: unknown): v is Format => v === 'json' || v === 'csv';

/** A closed and counted poll that this member (null: a visitor) may see. @throws AppError */
async function exportedPoll(db: Database, id: string, member: MemberId | null): Promise<ExportedPoll> {
  const [visible] = isId(id)
    ? await db.query('select id from poll where id = $1 and scope_visible($2::uuid, scope)', [id, member])
    : [];
  const poll = visible && (await readPoll(db, id));
  if (!poll) throw new AppError('poll.unknown', {}, 404);
  const { result } = poll;
  if (poll.state !== 'closed' || result === null) throw new AppError('poll.not_open');
  return { ...poll, result };
}

/**
 * Routes for the community of a linked poll, for a preview with title and question but without the result, and for the
 * export of its ballots and the check of a receipt's number (P8).
 * @param identify the member by a token or cookie with a valid session; null: a visitor.
 */
export function routes(
  app: FastifyInstance,
  { db, limits, previews }: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  app.get<{ Params: { id: string } }>('/api/public/polls/:id', async (request, reply) => {
    limits.public.take(request.ip);
    const poll = await publicPoll(db, request.params.id);
    if (!poll) throw new AppError('poll.unknown', {}, 404);
    return sendCacheable(request, reply, poll, 'public, max-age=60');
  });

  app.get<{ Params: { id: string }; Querystring: { format?: unknown } }>(
    '/api/polls/:id/ballots',
    async (request, reply) => {
      limits.public.take(request.ip);
      const {
        params: { id },
        query: { format },
      } = request;
      if (!isFormat(format)) throw new AppError('sync.bad_args', { field: 'format' });
      const poll = await exportedPoll(db, id, await identify(request));
      const headers = { 'cache-control': 'no-store', 'content-disposition': `attachment; filename="${id}.${format}"` };
      return reply
        .headers(headers)
        .type(TYPES[format])
        .send(Readable.from(exportText(db, poll, format)));
    },
  );

  app.get<{ Params: { id: string; number: string } }>('/api/polls/:id/receipts/:number', async (request, reply) => {
    limits.public.take(request.ip);
    const number = readReceiptNumber(request.params.number);
    if (number === null) throw new AppError('sync.bad_args', { field: 'number' });
    const poll = await exportedPoll(db, request.params.id, await identify(request));
    // Every ballot of the poll is read. Null: its ballots have no receipts.
    const found = !hasReceipts(poll) ? null : await checking.run(() => hasReceipt(db, poll.id, number), request.ip);
    return reply.header('cache-control', 'no-store').send({ found });
  });

  previews.add('/votes/:id', async (id) => {
    const poll = await publicPoll(db, id);
    return poll ? { title: poll.title, description: shortened(poll.text, 200), picture: null } : null;
  });
}
