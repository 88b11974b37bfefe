/** Checks of tracks: what their file, their pieces and their upload say of how far they are. */
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { MOST_SECONDS, MOST_TRACKS, SOUND_QUALITIES } from '@egoejo/shared/tracks/model.ts';
import type { AuditCheck } from '../audit-check.ts';
import { mostADay, wants } from './wants.ts';

export const trackChecks: readonly AuditCheck[] = [
  wants({
    name: 'track',
    says: 'a track is not as far as its file and its pieces are',
    id: 't.id::text',
    found: `concat_ws(' ', t.state, t.seconds, 'by', t.author, t.bytes, 'bytes', coalesce(s.n, 0), 'qualities',
      case when w.track is not null then 'in work' end)`,
    from: `track t left join track_work w on w.track = t.id
      left join (select track, count(*)::int as n, bool_or(bytes < (select sum((x ->> 'bytes')::bigint)
          from jsonb_array_elements(segments) x)) as short from track_sound group by track) s on s.track = t.id
      left join upload u on u.subject = t.id and u.purpose = 'track' and u.state <> 'dropped'`,
    unless: [
      [`(t.state = 'preparing') <> (w.track is not null)`, 'work on it exactly while it is prepared'],
      [`(t.state = 'ready') <> (s.n is not null)`, 'pieces exactly when it is ready'],
      [`s.n <> ${SOUND_QUALITIES.length}`, 'each quality'],
      ['s.short', 'as many bytes as its pieces have'],
      [`t.bytes > ${UPLOAD.track} or t.seconds > ${MOST_SECONDS}`, 'no more than a file may have'],
      ['u.member <> t.author', 'an upload by its member'],
    ],
  }),
  mostADay(
    'track.most',
    'a member added more tracks than a day allows',
    'track',
    'author',
    'created_at',
    MOST_TRACKS.day,
  ),
];
