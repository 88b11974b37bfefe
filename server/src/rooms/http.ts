/** The route that gives the messages of a room as a file (T5). */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isId, type MemberId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { wantedLanguage } from '@egoejo/shared/platform/languages.ts';
import { isZone } from '../channels/model.ts';
import type { Deps } from '../platform/deps.ts';
import { AppError } from '../platform/http/app-error.ts';
import { refusalOf } from '../platform/policy.ts';
import { exportText } from './export.ts';
import { exporting } from './policy.ts';
import { roomOf } from './standing.ts';

/** @param identify the caller's member by token or cookie; null: a visitor. */
export function routes(
  app: FastifyInstance,
  { db, limits }: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  app.get<{ Params: { id: string }; Querystring: { tz?: unknown; lang?: unknown } }>(
    '/api/rooms/:id/export',
    async (request, reply) => {
      limits.public.take(request.ip);
      const member = await identify(request);
      if (member === null) throw new AppError('account.not_signed_in', {}, 401);
      const {
        params: { id },
        query: { tz = 'UTC', lang = 'fr' },
      } = request;
      if (typeof tz !== 'string' || !isZone(tz)) throw new AppError('sync.bad_args', { field: 'tz' });
      const language = typeof lang === 'string' ? wantedLanguage([lang]) : undefined;
      if (!language) throw new AppError('sync.bad_args', { field: 'lang' });
      const { head, standing } = await roomOf({ tx: db, member }, isId(id) ? (id as RoomId) : null);
      const code = refusalOf(exporting, standing);
      if (code !== null) throw new AppError(code, {}, 403);
      limits.exports.take(member);
      const kept = head?.keep && head.keepFrom ? { days: head.keep, from: head.keepFrom } : null;
      const of = { room: id as RoomId, title: head?.title ?? '', member, kept };
      const text = exportText(db, of, { language, zone: tz });
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-disposition': 'attachment; filename="egoejo-conversation.txt"',
        })
        .type('text/plain; charset=utf-8')
        .send(Readable.from(text));
    },
  );
}
