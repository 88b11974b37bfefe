/** The people of the demo: three accounts that anyone may use. All are invented. */
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
/** A ballot of a choice poll. */
export const choice = (...options: string[]): BallotContent => ({ kind: 'choice', options });
/** A ballot of a budget poll. */
export const budget = (...projects: string[]): BallotContent => ({ kind: 'budget', projects });
/** A ballot of majority judgment: the number of a grade by option, 0 = worst. */
export const judgment = (grades: Record<string, number>): BallotContent => ({ kind: 'judgment', grades });
/** A ballot of a quadratic poll. */
export const quadratic = (votes: Record<string, number>): BallotContent => ({ kind: 'quadratic', votes });

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
