/** The demo's three communities: two in West Africa, one in rural France. Written by us. */

export type CommunityKey = 'medina' | 'rives' | 'causse';
interface DemoCommunity {
  key: CommunityKey;
  slug: string;
  name: string;
  summary: string;
  currency: 'XOF' | 'EUR';
}

export const communities: readonly DemoCommunity[] = [
  {
    key: 'medina',
    slug: 'medina-dakar',
    name: 'Médina, Dakar',
    currency: 'XOF',
    summary:
      'Les rues 11 à 27, leurs cours, leurs ateliers et leurs toits : ce qu’on décide ensemble entre la ' +
      'corniche et le canal.',
  },
  {
    key: 'rives',
    slug: 'rives-du-djoliba',
    name: 'Rives du Djoliba, Bamako',
    currency: 'XOF',
    summary: 'Maraîchères, piroguiers et écoles des deux rives : l’eau, la terre et le passage d’un bord à l’autre.',
  },
  {
    key: 'causse',
    slug: 'causse-et-vallons',
    name: 'Causse et Vallons',
    currency: 'EUR',
    summary:
      'Sept villages entre le plateau et la rivière, peu d’habitants, beaucoup de murs à relever et de ' +
      'kilomètres à partager.',
  },
];
