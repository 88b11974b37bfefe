/** Sends a stored file or a part of it, whose address says its content: what was fetched is good for ever. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { typeOfKey } from '../media/media-key.ts';
import { collected, type Media } from '../media/media.ts';
import { byteRange, type ByteRange } from './byte-range.ts';

/** @returns null: there is no file with that key; nothing was sent. @param headers of the answer. */
export async function sendStored(
  media: Media,
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
  headers: { etag: string; 'cache-control': string; 'content-disposition'?: string },
): Promise<FastifyReply | null> {
  const stored = await media.stat(key);
  if (!stored) return null;
  const { etag } = headers;
  void reply.headers({ ...headers, 'accept-ranges': 'bytes' });
  if (request.headers['if-none-match']?.includes(etag) === true) return reply.code(304).send();
  const condition = request.headers['if-range'];
  const asked = condition === undefined || condition === etag ? byteRange(request.headers.range, stored.bytes) : null;
  if (asked === 'outside') return reply.code(416).header('content-range', `bytes */${stored.bytes}`).send();
  const range = asked ?? { start: 0, end: stored.bytes - 1 };
  if (asked) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${stored.bytes}`);
  return reply
    .type(typeOfKey(key))
    .header('content-length', range.end - range.start + 1)
    .send(request.method === 'HEAD' ? null : Readable.from(portions(media, key, range)));
}

/**
 * A part of the file, read portion by portion: a slow client holds a megabyte of memory here, and no request to the
 * store waits for it.
 */
async function* portions(media: Media, key: string, { start, end }: ByteRange): AsyncIterable<Buffer> {
  const PORTION = 1024 * 1024;
  for (let at = start; at <= end; at += PORTION) {
    const part = await media.get(key, { start: at, end: Math.min(at + PORTION - 1, end) });
    if (!part) throw new Error(`media store: ${key} went away`);
    yield await collected(part.stream);
  }
}
