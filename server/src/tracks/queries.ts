/** Reads tracks. */
import type { SoundQuality } from '@egoejo/shared/tracks/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { EntitySource } from '../sync/settle/act.ts';

export const sources: EntitySource[] = [
  {
    entity: 'track',
    table: 'track',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      member: 't.author',
      memberName: 't.name',
      visibility: 't.visibility',
      community: 't.community',
      title: 't.title',
      artists: 't.artists',
      album: 't.album',
      number: 't.number',
      genre: 't.genre',
      language: 't.language',
      licence: 't.licence',
      // The names of files are for who added them.
      file: `case when t.scope like 'member:%' then t.file else '' end`,
      state: 't.state',
      code: 't.code',
      params: 't.params',
      seconds: 't.seconds',
      cover: 't.cover',
      addedAt: 'iso(t.created_at)',
    },
  },
];

/** A piece of a track: its name is the hash of its content. */
export interface Segment {
  key: string;
  bytes: number;
  seconds: number;
}
/** A track in one quality. */
export interface Sound {
  quality: SoundQuality;
  /** The piece with which the others are opened. */
  init: string;
  segments: readonly Segment[];
  bytes: number;
}

/** In which qualities a track can be heard; without the pieces that is short. */
export const bytesOf = (q: Queryable, track: string): Promise<Pick<Sound, 'quality' | 'bytes'>[]> =>
  q.query('select quality, bytes from track_sound where track = $1', [track]);
/** A track in one quality, or in all. */
export const soundsOf = (q: Queryable, track: string, quality: SoundQuality | null = null): Promise<Sound[]> =>
  q.query(
    `select quality, init, segments, bytes from track_sound
      where track = $1 and ($2::text is null or quality = $2)`,
    [track, quality],
  );
