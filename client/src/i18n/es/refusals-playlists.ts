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
  'release.out': 'Este lanzamiento ya ha salido: cambia sus pistas una por una.',
  'release.too_many':
    '{most, plural, one {# lanzamiento} other {# lanzamientos}}: no se pueden tener más. Retira uno primero.',
  'show.unknown': 'Este programa no existe, o no para ti.',
  'show.exists': 'Este programa ya está ahí.',
  'show.not_owner': 'Solo quien añadió el programa puede hacer esto.',
  'show.not_member': 'Únete primero a la comunidad.',
  'show.too_many':
    '{most, plural, one {# programa} other {# programas}}: no se pueden tener más. Retira uno o espera a mañana.',
  'show.unreachable': 'El sitio del programa no respondió. Quizá la dirección no es correcta.',
  'show.no_feed': 'Esta no es la dirección de un pódcast.',
  'show.too_large': 'Los datos de este programa son demasiado grandes: {most, number} MB como máximo.',
  'episode.unknown': 'Este episodio no existe, o no para ti.',
  'episode.no_sound': 'Este episodio no contiene sonido.',
  'episode.unreachable': 'No se pudo descargar el sonido de este episodio. Pídelo de nuevo más tarde.',
  'episode.too_large': 'Este episodio es demasiado grande: {most, number} MB como máximo.',
  'episode.too_many':
    '{most, plural, one {# episodio pedido} other {# episodios pedidos}}: no se admiten más en un día. Pide otros mañana.',
} as const;
