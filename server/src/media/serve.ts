/**
 * `GET /media/<key>` serves pictures, voice notes and files. The content of a name never changes. A file that is not
 * public is sent only to members who may see it.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Deps } from '../platform/deps.ts';
import { mediaTypeOf } from '../platform/media/media-key.ts';
import type { MediaFile } from '../platform/media/media.ts';
import type { MayReadMedia } from './contract.ts';

const YEAR = 'max-age=31536000, immutable';

/** @param identify the caller's member by token or cookie; null: a visitor. */
export function serveMedia(
  app: FastifyInstance,
  { db, media, limits }: Pick<Deps, 'db' | 'media' | 'limits'>,
  mayRead: MayReadMedia,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  const find = async (key: string, request: FastifyRequest): Promise<MediaFile | null> => {
    const asAvif = key.replace(/\.webp$/, '.avif');
    if (asAvif !== key && /\bimage\/avif\b/.test(request.headers.accept ?? '')) {
      const smaller = await media.get(asAvif);
      if (smaller) return smaller;
    }
    return media.get(key);
  };
  app.get<{ Params: { '*': string } }>('/media/*', async (request, reply) => {
    limits.media.take(request.ip);
    const key = request.params['*'];
    const none = new AppError('sync.bad_request', { reason: 'no such file' }, 404);
    if (mediaTypeOf(key) === undefined) throw none;
    const who = await mayRead(db, key, null);
    const readers = who === 'everybody' ? who : await mayRead(db, key, await identify(request));
    if (readers === 'nobody') throw none;
    const file = await find(key, request);
    if (!file) throw none;
    const etag = `"${file.key}"`;
    void reply.headers({
      etag,
      // The browser's own cache asks nobody, so it gets only what everybody may see. The app's worker keeps the others
      // for one member (client/src/sync/engine/store/pictures.ts).
      'cache-control': readers === 'everybody' ? `public, ${YEAR}` : 'private, no-store',
      vary: 'accept',
    });
    if (request.headers['if-none-match']?.includes(etag) === true) {
      Readable.from(file.stream).destroy();
      return reply.code(304).send();
    }
    // Browsers save files of other kinds and never open them, so nothing in them runs.
    if (file.type === 'application/octet-stream') void reply.header('content-disposition', 'attachment');
    return reply.type(file.type).header('content-length', file.bytes).send(Readable.from(file.stream));
  });
}
