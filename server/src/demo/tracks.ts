/** What the demo's people give to hear. The music is made by code (sound.ts), and is ours. */
import type { TrackLicence } from '@egoejo/shared/tracks/model.ts';
import type { CommunityKey } from './communities.ts';
import type { Tune } from './sound.ts';

interface DemoTrack {
  slug: string;
  /** The beginning of this person's address. */
  by: 'awa' | 'moussa' | 'seydou';
  title: string;
  artists: string;
  genre: string;
  language: string;
  licence: TrackLicence;
  /** Who hears it: a community, or everybody (null). */
  community: CommunityKey | null;
  /** How many days ago it was added. */
  days: number;
  tune: Tune;
}

const AWA = { by: 'awa', artists: 'Awa Ndiaye', genre: 'Cordes pincées', licence: 'by' } as const;
const SEYDOU = { by: 'seydou', artists: 'Seydou du Bac', licence: 'by-sa' } as const;
const MOUSSA = { by: 'moussa', artists: 'Moussa et les tambours du canal', language: 'fr', licence: 'cc0' } as const;

/** Awa's first three come out together (`release`). */
export const tracks: readonly DemoTrack[] = [
  {
    ...AWA,
    slug: 'suba-teel',
    title: 'Suba teel, tôt le matin',
    language: 'wo',
    community: null,
    days: 15,
    tune: {
      root: 196,
      scale: 'bright',
      pace: 270,
      steps: 96,
      voices: [
        { of: 'bass', line: '0.....3..... 0.....4.....' },
        { of: 'string', line: '..5.3...5.3. ..5.4...5.4.', from: 12 },
        { of: 'string', line: 'a.9.8.7.8... 7.8.5....... a.9.8.c.a... 9.8.7.......', from: 24 },
        { of: 'rattle', line: '0..0.0', from: 48 },
      ],
    },
  },
  {
    ...AWA,
    slug: 'teen-bi',
    title: 'Teen bi, le puits',
    language: 'wo',
    community: null,
    days: 15,
    tune: {
      root: 147,
      scale: 'dark',
      pace: 216,
      steps: 80,
      voices: [
        { of: 'bass', line: '0...3... 0...2... 0...3... 4...3...' },
        { of: 'string', line: '5.7.8.7. 5.4.5... 8.9.a.9. 8.7.5...', from: 16 },
        { of: 'string', line: '..5...5. ..7...5.', from: 16 },
      ],
    },
  },
  {
    ...AWA,
    slug: 'midi-sous-le-manguier',
    title: 'Midi sous le manguier',
    language: 'fr',
    community: null,
    days: 14,
    tune: {
      root: 220,
      scale: 'bright',
      pace: 192,
      steps: 72,
      voices: [
        { of: 'bass', line: '0.....0.4... 3.....3.0...' },
        { of: 'string', line: '5..7..8..7.. 5..3........ 8..a..8..7.. 5...........' },
        { of: 'bar', line: '..5..5..5..5', from: 24 },
      ],
    },
  },
  {
    ...AWA,
    slug: 'veillee',
    title: 'Pour la veillée sur le toit',
    language: 'fr',
    community: 'medina',
    days: 3,
    tune: {
      root: 165,
      scale: 'dark',
      pace: 156,
      steps: 56,
      voices: [
        { of: 'bass', line: '0.......3.......' },
        { of: 'string', line: '5...7.8.7...5... 4...5.7.5.......' },
        { of: 'drum', line: '0.....5.', from: 16 },
      ],
    },
  },
  {
    ...SEYDOU,
    slug: 'kurun-kura',
    title: 'Kurun kura, la pirogue neuve',
    genre: 'Lames de bois',
    language: 'bm',
    community: null,
    days: 11,
    tune: {
      root: 262,
      scale: 'bright',
      pace: 330,
      steps: 120,
      voices: [
        { of: 'bar', line: '0.3.5.3.0.3. 0.4.5.4.0.4.' },
        { of: 'bar', line: '8.7.5.7.8.a. 8.7.5....... 7.5.4.5.7.8. 7.5.3.......', from: 24 },
        { of: 'drum', line: '0..5..0.5.5.', from: 24 },
        { of: 'rattle', line: '0.', from: 72 },
      ],
    },
  },
  {
    ...SEYDOU,
    slug: 'sogoma',
    title: 'Sɔgɔma, premier passage',
    genre: 'Lames de bois',
    language: 'bm',
    community: null,
    days: 9,
    tune: {
      root: 220,
      scale: 'dark',
      pace: 240,
      steps: 88,
      voices: [
        { of: 'bass', line: '0.......2....... 3.......0.......' },
        { of: 'bar', line: '5.5.7.5. 8...7... 5.5.4.5. 7.......', from: 16 },
        { of: 'rattle', line: '0...0.0.', from: 48 },
      ],
    },
  },
  {
    ...SEYDOU,
    slug: 'indicatif-radio-rives',
    title: 'Indicatif de la radio des rives',
    genre: 'Indicatif',
    language: 'fr',
    community: 'rives',
    days: 6,
    tune: {
      root: 294,
      scale: 'bright',
      pace: 300,
      steps: 96,
      voices: [
        { of: 'bar', line: '5.7.8.a. 8.7.5... 5.7.8.a. c.......' },
        { of: 'bass', line: '0...0... 3...3...' },
        { of: 'drum', line: '0..50.5.', from: 32 },
      ],
    },
  },
  {
    ...MOUSSA,
    slug: 'marche-du-canal',
    title: 'Marche du canal propre',
    genre: 'Percussions',
    community: null,
    days: 8,
    tune: {
      root: 196,
      scale: 'dark',
      pace: 320,
      steps: 112,
      voices: [
        { of: 'drum', line: '0..5..5. 0.5.5.55' },
        { of: 'rattle', line: '0.0.', from: 16 },
        { of: 'bar', line: '5...5.7. 5.4.3... 5...5.7. 8.7.5...', from: 32 },
        { of: 'bass', line: '0.......3.......', from: 64 },
      ],
    },
  },
  {
    ...MOUSSA,
    slug: 'tambours-du-jeudi',
    title: 'Les tambours du jeudi',
    genre: 'Percussions',
    community: null,
    days: 5,
    tune: {
      root: 175,
      scale: 'bright',
      pace: 280,
      steps: 108,
      voices: [
        { of: 'drum', line: '0..0.55.0.5.' },
        { of: 'drum', line: '..5..5..5..5', from: 24 },
        { of: 'string', line: '5.....7.8... 7.....5.....', from: 36 },
        { of: 'rattle', line: '0.00.0', from: 60 },
      ],
    },
  },
];

/** Awa's album. */
export const release = {
  slug: 'cour-du-matin',
  title: 'Cour du matin',
  tracks: ['suba-teel', 'teen-bi', 'midi-sous-le-manguier'],
  days: 12,
} as const;
