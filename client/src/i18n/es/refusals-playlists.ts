/** Machine-made translation; a native reader has not checked it yet. */
import { trackRefusals } from './refusals-tracks.ts';

export const listeningRefusals = {
  ...trackRefusals,
  'playlist.unknown': 'Esta lista no existe, o no para ti.',
  'playlist.exists': 'Esta lista ya se creó.',
  'playlist.not_owner': 'Solo quien creó la lista puede hacer esto.',
  'playlist.not_member': 'Únete primero a la comunidad.',
  'playlist.too_many': '{most, plural, one {# lista} other {# listas}}: no se pueden tener más. Retira una primero.',
  'playlist.full':
    'Una lista contiene como máximo {most, plural, one {# pista} other {# pistas}}. Retira alguna o empieza otra lista.',
  'like.too_many':
    '{most, plural, one {# pista} other {# pistas}} que te gustan: no se admiten más. Retira alguna primero.',
} as const;
