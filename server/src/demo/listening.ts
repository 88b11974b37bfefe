/** What the demo's people heard of each other's tracks, what they like, and the playlists that they made. */
import type { CommunityKey } from './communities.ts';

interface DemoPlaylist {
  slug: string;
  by: string;
  title: string;
  text: string;
  /** The community whose members see the playlist and add to it; null: everybody sees it. */
  community: CommunityKey | null;
  tracks: readonly string[];
}
export const playlists: readonly DemoPlaylist[] = [
  {
    slug: 'matin',
    by: 'awa',
    title: 'Du premier seau au premier bac',
    text: 'Cinq morceaux pour se lever. Les tambours viennent en dernier, Moussa a des voisins.',
    community: null,
    tracks: ['suba-teel', 'teen-bi', 'sogoma', 'kurun-kura', 'marche-du-canal'],
  },
  {
    slug: 'bac',
    by: 'seydou',
    title: 'Les airs du bac',
    text: 'Ce qu’on écoute d’une rive à l’autre. Ajoutez les vôtres.',
    community: 'rives',
    tracks: ['indicatif-radio-rives', 'kurun-kura', 'tambours-du-jeudi', 'midi-sous-le-manguier'],
  },
];

/** Tracks that they like. */
export const likes: Readonly<Record<string, readonly string[]>> = {
  awa: ['kurun-kura', 'tambours-du-jeudi'],
  moussa: ['teen-bi', 'sogoma'],
  jeanne: ['midi-sous-le-manguier'],
  fatou: ['suba-teel', 'teen-bi', 'veillee'],
  oumou: ['kurun-kura', 'indicatif-radio-rives'],
  nadia: ['teen-bi'],
};

/** Who is told of what Awa brings out. */
export const followers: readonly string[] = ['moussa', 'fatou', 'jeanne'];

/** Who heard which track, how many days ago. `to`: how far, in ten-thousandths; left out: to the end. */
export const heard: readonly { by: string; track: string; days: readonly number[]; to?: number }[] = [
  { by: 'moussa', track: 'teen-bi', days: [9, 5, 2] },
  { by: 'moussa', track: 'suba-teel', days: [9, 5] },
  { by: 'moussa', track: 'kurun-kura', days: [5] },
  { by: 'jeanne', track: 'suba-teel', days: [8] },
  { by: 'jeanne', track: 'teen-bi', days: [8], to: 6_200 },
  { by: 'jeanne', track: 'midi-sous-le-manguier', days: [8, 3] },
  { by: 'fatou', track: 'suba-teel', days: [10, 9, 7, 2] },
  { by: 'fatou', track: 'teen-bi', days: [10, 7] },
  { by: 'fatou', track: 'midi-sous-le-manguier', days: [10], to: 7_400 },
  { by: 'fatou', track: 'veillee', days: [2, 1] },
  { by: 'ibrahima', track: 'suba-teel', days: [6] },
  { by: 'ibrahima', track: 'marche-du-canal', days: [6, 4, 1] },
  { by: 'khady', track: 'suba-teel', days: [4, 3], to: 8_000 },
  { by: 'khady', track: 'teen-bi', days: [4] },
  { by: 'khady', track: 'kurun-kura', days: [3] },
  { by: 'aminata', track: 'kurun-kura', days: [8, 7, 4] },
  { by: 'aminata', track: 'sogoma', days: [7] },
  { by: 'oumou', track: 'teen-bi', days: [6], to: 9_100 },
  { by: 'oumou', track: 'kurun-kura', days: [9, 6] },
  { by: 'oumou', track: 'indicatif-radio-rives', days: [5, 4, 3] },
  { by: 'nadia', track: 'teen-bi', days: [3, 1] },
  { by: 'nadia', track: 'tambours-du-jeudi', days: [3] },
  { by: 'awa', track: 'kurun-kura', days: [9, 2] },
  { by: 'awa', track: 'tambours-du-jeudi', days: [4, 2] },
];
