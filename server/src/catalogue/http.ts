/** Files of books by range, the hashes of their pieces, and a work with all that lists leave out. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PIECE, type EditionPieces } from '@egoejo/shared/catalogue/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import { sendCacheable } from '../platform/http/cached-reply.ts';
import { sendStored } from '../platform/http/send-stored.ts';
import type { Deps } from '../platform/deps.ts';
import type { Media } from '../platform/media/media.ts';
import { bookKey, hashInKey } from './keys.ts';
import { workDetail } from './queries.ts';
import type { BookFile, FindBookFile } from './contract.ts';
import { editionFile } from './visible.ts';

/** What only some may read never stays in the browser's own cache, which outlives the account on the device. */
const cacheOf = (everybody: boolean): string =>
  everybody ? 'public, max-age=31536000, immutable' : 'private, no-store';
type Identify = (request: FastifyRequest) => Promise<MemberId | null>;

/**
 * @param identify the caller's member by token or cookie; null: a visitor.
 * @param findOther finds files that are not in the catalogue.
 */
export function routes(app: FastifyInstance, deps: Deps, identify: Identify, findOther: FindBookFile): void {
  const { db, limits, media } = deps;
  const find = async (by: Parameters<FindBookFile>[1], member: MemberId | null): Promise<BookFile | undefined> =>
    (await editionFile(db, by, member)) ?? (await findOther(db, by, member));

  app.get<{ Params: { name: string } }>('/media/books/:name', async (request, reply) => {
    limits.media.take(request.ip);
    const sha256 = hashInKey(`books/${request.params.name}`);
    const file =
      sha256 === null
        ? undefined
        : ((await editionFile(db, { sha256 }, null)) ?? (await find({ sha256 }, await identify(request))));
    if (!file) throw new AppError('catalogue.unknown', {}, 404);
    return sendBook(media, file, request, reply);
  });

  app.get<{ Params: { id: string } }>('/api/catalogue/editions/:id/chunks', async (request, reply) => {
    limits.public.take(request.ip);
    const file = await find({ id: request.params.id }, await identify(request));
    if (!file) throw new AppError('catalogue.unknown', {}, 404);
    const { id, sha256, bytes, pieces, everybody } = file;
    const answer: EditionPieces = { id, sha256, bytes, piece: PIECE, pieces: pieces.match(/.{64}/g) ?? [] };
    return sendCacheable(request, reply, answer, cacheOf(everybody));
  });

  app.get<{ Params: { id: string } }>('/api/catalogue/works/:id', async (request, reply) => {
    limits.public.take(request.ip);
    const work = await workDetail(db, request.params.id, await identify(request));
    if (!work) throw new AppError('catalogue.unknown', {}, 404);
    return sendCacheable(request, reply, work, 'private, max-age=60');
  });
}

/** Sends the file or a part of it. Its address holds its hash, so what was fetched is good for ever. */
async function sendBook(
  media: Media,
  { sha256, title, everybody }: BookFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const sent = await sendStored(media, bookKey(sha256), request, reply, {
    etag: `"${sha256}"`,
    'cache-control': cacheOf(everybody),
    // A browser saves it and never shows it.
    'content-disposition': `attachment; filename="book.epub"; filename*=UTF-8''${fileName(title)}`,
  });
  if (!sent) throw new AppError('catalogue.unknown', {}, 404);
  return sent;
}

const MOST_NAME = 100;
/** For the header: percent-encoded, without what file systems forbid; a character is never cut in two. */
function fileName(title: string): string {
  const plain = cut(title.replace(/[\p{C}/\\:*?"<>|]/gu, ' '), MOST_NAME);
  return encodeURIComponent(`${plain.trim()}.epub`).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}
