/** Reads what a member heard, and the figures of their tracks, for a pull. */
import type { EntitySource } from '../sync/settle/act.ts';

export const sources: readonly EntitySource[] = [
  {
    entity: 'trackDay',
    table: 'track_day',
    key: 'id',
    keyType: 'text',
    by: 'member',
    columns: {
      id: 't.id',
      track: 't.track',
      day: `to_char(t.day, 'YYYY-MM-DD')`,
      seconds: 't.seconds',
      furthest: 't.furthest',
    },
  },
  {
    entity: 'trackFigures',
    table: 'track_figures',
    key: 'track',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.track',
      plays: 't.plays',
      listeners: 't.listeners',
      seconds: 't.seconds',
      curve: 't.curve',
      days: 't.days',
      countries: 't.countries',
      at: 'iso(t.at)',
    },
  },
];
