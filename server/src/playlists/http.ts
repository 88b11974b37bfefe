/** Public playlists as feeds for podcast apps (L7). */
import type { FastifyInstance } from 'fastify';
import { isId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import { prepareText, sendPrepared } from '../platform/http/cached-reply.ts';
import type { Deps } from '../platform/deps.ts';
import { BYTES_OF_INDEX, BYTES_OF_REFERENCE, ONE_FILE_TYPE, visibleTo } from '../tracks/model.ts';
import { visibleTo as playlistVisibleTo } from './visible.ts';
import { writeRss, type FedPlaylist, type FedTrack } from './write-rss.ts';

/** Adds `GET /feeds/playlists/<id>.xml`. */
export function routes(app: FastifyInstance, { db, config, limits }: Deps): void {
  app.get<{ Params: { file: string } }>('/feeds/playlists/:file', async (request, reply) => {
    limits.public.take(request.ip);
    const id = request.params.file.replace(/\.xml$/, '');
    const [list] = isId(id)
      ? await db.query<FedPlaylist>(
          `select t.id, t.title, t.text, t.name, t.created_at as "createdAt" from playlist t
            where t.id = $1 and t.visibility = 'public' and ${playlistVisibleTo('null')}`,
          [id],
        )
      : [];
    if (!list) throw new AppError('playlist.unknown', {}, 404);
    const tracks = await db.query<FedTrack>(
      `select t.id, t.title, t.artists, t.seconds, t.cover, i.added_at as "addedAt",
         (s.bytes + ${BYTES_OF_INDEX} + ${BYTES_OF_REFERENCE} * jsonb_array_length(s.segments))::float8 as bytes
        from playlist_item i join track t on t.id = i.track
          join track_sound s on s.track = t.id and s.quality = 'aac64'
        where i.playlist = $1 and ${visibleTo('null')} order by i.order_key`,
      [id],
    );
    const origin = config.publicUrl ?? `${request.protocol}://${request.host}`;
    const text = prepareText(writeRss(list, tracks, origin, ONE_FILE_TYPE));
    return sendPrepared(request, reply, text, 'public, max-age=300', 'application/rss+xml; charset=utf-8');
  });
}
