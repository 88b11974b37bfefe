/**
 * The demo's polls: three open ones that close days after the first start, and two with a result. The texts are our own.
 */
import { DEFAULT_GRADES, type PollMethod } from '@egoejo/shared/polls/model.ts';
import type { CommunityKey } from './communities.ts';

interface DemoPoll {
  slug: string;
  /** Null: open to all communities. */
  community: CommunityKey | null;
  title: string;
  text: string;
  method: PollMethod;
  /** `project`: a project's slug. */
  options: readonly { id: string; label: string; project?: string }[];
  /** Hours until it closes. */
  hours: number;
  openToAll?: boolean;
  quorum?: number;
  /** Whether it is closed right after its ballots were cast. */
  closed?: boolean;
}

export const polls: readonly DemoPoll[] = [
  {
    slug: 'jour-marche',
    community: 'medina',
    hours: 62,
    openToAll: true,
    method: { kind: 'choice', max: 1 },
    title: 'Quel jour pour le marché du soir ?',
    text:
      'La place de la Tannerie peut accueillir un marché du soir une fois par semaine, de dix-huit à vingt-deux ' +
      'heures. Quel jour vous arrange le mieux ?',
    options: [
      { id: 'mardi', label: 'Mardi' },
      { id: 'jeudi', label: 'Jeudi' },
      { id: 'samedi', label: 'Samedi' },
    ],
  },
  {
    slug: 'priorites',
    community: null,
    hours: 146,
    openToAll: true,
    method: { kind: 'quadratic', credits: 100, unit: 5 },
    title: 'Que faire ensemble la saison prochaine ?',
    text:
      'Les trois communautés mettent en commun une saison d’entraide. Répartissez vos voix : une voix coûte un ' +
      'crédit, deux en coûtent quatre, trois en coûtent neuf. Chaque crédit vaut cinq grains.',
    options: [
      { id: 'eau', label: 'Un forage et quatre bassins', project: 'forage-marais' },
      { id: 'pain', label: 'Rallumer le four à pain', project: 'four-a-pain' },
      { id: 'livres', label: 'La bibliothèque qui passe', project: 'bibliotheque-mobile' },
      { id: 'haies', label: 'Deux kilomètres de haies', project: 'haies-mares' },
      { id: 'pirogue', label: 'Une pirogue sûre pour l’école', project: 'pirogue-ecole' },
    ],
  },
  {
    slug: 'nom-navette',
    community: 'causse',
    hours: 1,
    openToAll: true,
    closed: true,
    quorum: 3,
    method: { kind: 'choice', max: 2 },
    title: 'Quel nom pour la navette du jeudi ?',
    text: 'Elle roulera de toute façon : choisissez un ou deux noms. Le quorum est de trois bulletins.',
    options: [
      { id: 'hirondelle', label: 'L’Hirondelle' },
      { id: 'tortue', label: 'La Tortue pressée' },
      { id: 'sept', label: 'Le Sept-Villages' },
      { id: 'jeudi', label: 'Le Jeudi' },
    ],
  },
  {
    slug: 'budget-rues',
    community: 'medina',
    hours: 170,
    openToAll: true,
    method: {
      kind: 'budget',
      rule: 'equal-shares',
      ballots: 'approval',
      budget: 200_000_000,
      currency: 'XOF',
      costs: { velos: 60_000_000, lampes: 90_000_000, cinema: 45_000_000, livres: 80_000_000 },
      terms: { utility: 'cost', completion: 'add1-greedy', comparison: false, support: 1, points: null },
    },
    title: 'Deux millions pour nos rues : pour quoi ?',
    text:
      'La caisse de la Médina a deux millions de francs. Choisissez les projets que vous soutenez. À parts égales : ' +
      'chaque bulletin a la même part du budget, et la dépense pour les projets qu’il soutient.',
    options: [
      { id: 'velos', label: 'Un atelier de vélos', project: 'atelier-velos' },
      { id: 'lampes', label: 'Des lampes dans les rues', project: 'lampes-rue' },
      { id: 'cinema', label: 'Un cinéma sur le mur', project: 'cinema-mur' },
      { id: 'livres', label: 'La bibliothèque qui passe', project: 'bibliotheque-mobile' },
    ],
  },
  {
    slug: 'heure-bac',
    community: 'rives',
    hours: 1,
    openToAll: true,
    closed: true,
    method: { kind: 'judgment', grades: [...DEFAULT_GRADES], ungraded: 0 },
    title: 'À quelle heure le dernier bac du soir ?',
    text: 'Donnez une mention à chaque heure. Celle qui a la meilleure mention majoritaire est retenue.',
    options: [
      { id: 'h18', label: '18 heures' },
      { id: 'h20', label: '20 heures' },
      { id: 'h22', label: '22 heures' },
    ],
  },
];
