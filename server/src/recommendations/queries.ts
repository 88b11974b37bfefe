import type { EntitySource } from '../sync/settle/act.ts';

/** Reads a member's recommendations, and what they do not want, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'recommendations',
    table: 'recommendation',
    key: 'member',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.member', items: 't.items', computedAt: 'iso(t.computed_at)' },
  },
  {
    entity: 'recommendedTracks',
    table: 'track_recommendation',
    key: 'member',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.member', items: 't.items', computedAt: 'iso(t.computed_at)' },
  },
  {
    entity: 'trackTrend',
    table: 'track_trend',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: { id: 't.id', language: 't.language', tracks: 't.tracks' },
  },
  {
    entity: 'unwanted',
    table: 'unwanted',
    key: 'work',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.work', at: 'iso(t.at)' },
  },
];
