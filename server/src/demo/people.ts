/** The people of the demo: three accounts that anyone may use, and neighbours without a sign-in. All are invented. */
import type { BallotContent } from '@egoejo/shared/polls/model.ts';
import type { CommunityKey } from './communities.ts';

export interface DemoPerson {
  email: string;
  name: string;
  roles?: readonly string[];
  lives: readonly CommunityKey[];
  animates?: readonly CommunityKey[];
  /**
   * How many guests they invited, and how many stories, from the first of the shelf on, they have read: both earned
   * grains before the demo starts.
   */
  guests: number;
  reads: number;
  /** Days since their last act. */
  away?: number;
  /** Grains planted by project. */
  boosts: Readonly<Record<string, number>>;
  votes: Readonly<Record<string, BallotContent>>;
}
interface DemoLogin extends DemoPerson {
  password: string;
  /** Description of what the account is for. */
  says: string;
}
const choice = (...options: string[]): BallotContent => ({ kind: 'choice', options });
const quadratic = (votes: Record<string, number>): BallotContent => ({ kind: 'quadratic', votes });

export const accounts: readonly DemoLogin[] = [
  {
    email: 'awa@example.org',
    name: 'Awa',
    password: 'grains-du-matin',
    says: 'membre',
    lives: ['medina', 'rives'],
    guests: 3,
    reads: 1,
    boosts: { 'toits-jardins': 25, 'bibliotheque-mobile': 15 },
    votes: {},
  },
  {
    email: 'moussa@example.org',
    name: 'Moussa',
    password: 'ombre-du-manguier',
    says: 'animateur de la Médina et des Rives',
    lives: ['medina', 'rives', 'causse'],
    animates: ['medina', 'rives'],
    guests: 2,
    reads: 4,
    boosts: { 'canal-propre': 30, 'forage-marais': 20 },
    votes: { 'nom-navette': choice('tortue') },
  },
  {
    email: 'jeanne@example.org',
    name: 'Jeanne',
    password: 'pierre-et-mousse',
    says: 'administratrice',
    roles: ['administrator'],
    lives: ['causse'],
    animates: ['causse'],
    guests: 2,
    reads: 2,
    boosts: { 'four-a-pain': 20 },
    votes: { 'nom-navette': choice('tortue', 'sept') },
  },
];

export const neighbours: readonly DemoPerson[] = [
  {
    email: 'fatou@neighbours.example',
    name: 'Fatou',
    lives: ['medina'],
    guests: 3,
    reads: 4,
    boosts: { 'toits-jardins': 40, 'cantine-midi': 35, 'lampes-rue': 20 },
    votes: { 'jour-marche': choice('jeudi'), priorites: quadratic({ livres: 2, eau: 1 }) },
  },
  {
    email: 'ibrahima@neighbours.example',
    name: 'Ibrahima',
    lives: ['medina'],
    guests: 3,
    reads: 0,
    boosts: { 'atelier-velos': 30, 'lampes-rue': 45, 'cinema-mur': 10 },
    votes: { 'jour-marche': choice('samedi') },
  },
  {
    email: 'khady@neighbours.example',
    name: 'Khady',
    lives: ['medina', 'rives'],
    guests: 3,
    reads: 2,
    boosts: { 'dispensaire-attente': 25, 'canal-propre': 35, 'bibliotheque-mobile': 20 },
    votes: { 'jour-marche': choice('jeudi'), priorites: quadratic({ pirogue: 2, livres: 1 }) },
  },
  {
    email: 'aminata@neighbours.example',
    name: 'Aminata',
    lives: ['rives'],
    guests: 4,
    reads: 1,
    boosts: { 'forage-marais': 60, 'haie-berges': 20, 'four-karite': 25, 'compost-marche': 15 },
    votes: { priorites: quadratic({ eau: 3 }) },
  },
  {
    email: 'seydou@neighbours.example',
    name: 'Seydou',
    lives: ['rives'],
    guests: 3,
    reads: 1,
    boosts: { 'pirogue-ecole': 50, 'radio-rives': 20, 'moustiquaires-relais': 15 },
    votes: { 'jour-marche': choice('mardi'), priorites: quadratic({ pirogue: 3, eau: 1 }) },
  },
  {
    email: 'oumou@neighbours.example',
    name: 'Oumou',
    lives: ['rives'],
    guests: 2,
    reads: 3,
    boosts: { 'classe-sous-arbre': 40, 'forage-marais': 25 },
    votes: { priorites: quadratic({ eau: 2 }) },
  },
  {
    email: 'lucie@neighbours.example',
    name: 'Lucie',
    lives: ['causse'],
    guests: 3,
    reads: 3,
    boosts: { 'four-a-pain': 45, 'navette-jeudi': 35, 'sentier-meuniers': 15 },
    votes: { 'nom-navette': choice('tortue', 'jeudi'), priorites: quadratic({ pain: 2, haies: 1 }) },
  },
  {
    email: 'bernard@neighbours.example',
    name: 'Bernard',
    lives: ['causse'],
    guests: 3,
    reads: 0,
    boosts: { 'haies-mares': 40, 'atelier-reparation': 20, 'navette-jeudi': 10 },
    votes: { 'nom-navette': choice('hirondelle'), priorites: quadratic({ haies: 3 }) },
  },
  {
    email: 'nadia@neighbours.example',
    name: 'Nadia',
    lives: ['causse', 'medina'],
    guests: 2,
    reads: 4,
    boosts: { 'epicerie-cooperative': 35, 'toit-solaire-ecole': 30, 'consultation-itinerante': 20 },
    votes: { 'nom-navette': choice('tortue'), 'jour-marche': choice('samedi') },
  },
  // Away for a season: last Monday's compost took its share of their wallets.
  {
    email: 'mariama@neighbours.example',
    name: 'Mariama',
    lives: ['medina'],
    guests: 8,
    reads: 0,
    away: 120,
    boosts: {},
    votes: {},
  },
  {
    email: 'tidiane@neighbours.example',
    name: 'Tidiane',
    lives: ['rives'],
    guests: 6,
    reads: 0,
    away: 110,
    boosts: {},
    votes: {},
  },
  {
    email: 'simone@neighbours.example',
    name: 'Simone',
    lives: ['causse'],
    guests: 4,
    reads: 0,
    away: 100,
    boosts: {},
    votes: {},
  },
];
