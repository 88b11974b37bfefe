/** The ideas of the demo's communities, and the projects that each gathers. */
import type { CommunityKey } from './communities.ts';

interface DemoConcept {
  slug: string;
  title: string;
  summary: string;
  /** Projects by slug. */
  projects: readonly string[];
  /** Concepts of the same community, by slug; each pair is written once. */
  near: readonly string[];
}
const concept = (
  slug: string,
  title: string,
  summary: string,
  projects: readonly string[] = [],
  near: readonly string[] = [],
): DemoConcept => ({ slug, title, summary, projects, near });

const medina = [
  concept('jardins', 'Cultiver en ville', 'De la terre là où il n’y en a pas : toits, sacs, cours.', ['toits-jardins']),
  concept(
    'semences-ville',
    'Les semences',
    'Garder, trier, échanger les graines d’une saison à l’autre.',
    [],
    ['jardins'],
  ),
  concept(
    'eau-rue',
    'L’eau dans la rue',
    'Pluie, canal, bornes : où l’eau passe et où elle stagne.',
    ['canal-propre'],
    ['jardins'],
  ),
  concept(
    'ombre',
    'L’ombre',
    'Arbres, voiles et auvents : attendre et marcher au frais.',
    ['dispensaire-attente', 'toits-jardins'],
    ['jardins'],
  ),
  concept('reparer-ville', 'Réparer', 'Ce qui casse revient en service, et quelqu’un apprend.', ['atelier-velos']),
  concept(
    'apprentis',
    'Apprendre un métier',
    'Un maître, un établi, deux saisons.',
    ['atelier-velos', 'lampes-rue'],
    ['reparer-ville'],
  ),
  concept('lire-ensemble', 'Lire ensemble', 'Des livres qui viennent à nous, et des voix pour les lire.', [
    'bibliotheque-mobile',
    'cinema-mur',
  ]),
  concept(
    'langues',
    'Nos langues',
    'Wolof, pulaar, français : chacun comprend et se fait comprendre.',
    ['bibliotheque-mobile'],
    ['lire-ensemble'],
  ),
  concept('cantine', 'La cantine', 'Un repas de midi cuisiné près de l’école.', ['cantine-midi'], ['jardins']),
  concept(
    'lumiere',
    'La lumière le soir',
    'Rentrer sans crainte, finir ses devoirs dehors.',
    ['lampes-rue', 'cinema-mur'],
    ['ombre'],
  ),
  concept(
    'soin',
    'Se soigner près de chez soi',
    'Être reçu dignement, même quand il faut attendre.',
    ['dispensaire-attente'],
    ['ombre', 'eau-rue'],
  ),
  concept(
    'dechets',
    'Ce que l’on jette',
    'Trier, composter, et ne plus boucher le canal.',
    ['canal-propre'],
    ['eau-rue', 'reparer-ville'],
  ),
  concept(
    'place',
    'La place publique',
    'Un lieu pour se voir sans acheter.',
    ['cinema-mur'],
    ['lumiere', 'lire-ensemble', 'ombre'],
  ),
] as const;

const rives = [
  concept('puits', 'Les puits', 'Une eau douce à moins de cinquante pas.', ['forage-marais']),
  concept(
    'fleuve',
    'Le fleuve',
    'Ce qu’il donne, ce qu’il prend, comment il change.',
    ['haie-berges', 'pirogue-ecole'],
    ['puits'],
  ),
  concept('berges', 'Tenir la terre', 'Des racines plutôt que du béton.', ['haie-berges'], ['fleuve']),
  concept(
    'traversee',
    'D’une rive à l’autre',
    'Traverser à l’heure, au sec, sans danger.',
    ['pirogue-ecole'],
    ['fleuve'],
  ),
  concept(
    'maraichage',
    'Le maraîchage',
    'Quatre-vingts parcelles et leurs saisons.',
    ['forage-marais', 'compost-marche'],
    ['puits'],
  ),
  concept(
    'compost-rives',
    'Le compost',
    'Ce qui vient de la terre y retourne.',
    ['compost-marche'],
    ['maraichage', 'berges'],
  ),
  concept(
    'semences-rives',
    'La banque de semences',
    'Oignon, gombo, mil : des graines d’ici, choisies ici.',
    [],
    ['maraichage'],
  ),
  concept('karite', 'Le karité', 'De l’amande au beurre, avec moins de bois.', ['four-karite']),
  concept(
    'bois',
    'Le bois de feu',
    'En brûler moins, en planter plus.',
    ['four-karite', 'haie-berges'],
    ['karite', 'berges'],
  ),
  concept('parole', 'La parole', 'Dire les prix, l’eau et les décisions, le soir, à tous.', ['radio-rives']),
  concept(
    'sante-rives',
    'Relais de santé',
    'Quelqu’un qui passe, qui regarde, qui revient.',
    ['moustiquaires-relais'],
    ['parole'],
  ),
  concept(
    'terre-crue',
    'Bâtir en terre',
    'Des murs frais à midi, faits par ceux qui y vivent.',
    ['classe-sous-arbre'],
    ['berges'],
  ),
  concept(
    'ecole-rives',
    'L’école',
    'Y aller sûrement, y être au frais, y rester.',
    ['classe-sous-arbre', 'pirogue-ecole'],
    ['terre-crue', 'traversee', 'parole'],
  ),
] as const;

const causse = [
  concept('four', 'Le four à pain', 'Une fournée par mois, et le village autour.', ['four-a-pain']),
  concept(
    'farine',
    'Du grain à la farine',
    'Blés anciens, moulin, levain.',
    ['four-a-pain', 'sentier-meuniers'],
    ['four'],
  ),
  concept('semences-causse', 'Semences paysannes', 'Ressemer ce que l’on a récolté.', [], ['farine']),
  concept(
    'pierre',
    'La pierre sèche',
    'Relever les murs sans mortier, et savoir le faire.',
    ['sentier-meuniers'],
    ['four'],
  ),
  concept('eau-causse', 'Mares et sources', 'Retenir l’eau là où elle disparaît.', ['haies-mares'], ['pierre']),
  concept('haies', 'Les haies', 'Du vent en moins, des oiseaux et du bois en plus.', ['haies-mares'], ['eau-causse']),
  concept('route', 'Partager la route', 'Moins de voitures, plus de passagers.', ['navette-jeudi']),
  concept(
    'epicerie',
    'Acheter près d’ici',
    'Sept villages, une étagère commune.',
    ['epicerie-cooperative', 'four-a-pain'],
    ['route', 'farine'],
  ),
  concept('soleil', 'Le soleil sur les toits', 'Produire ce que l’on consomme.', ['toit-solaire-ecole']),
  concept(
    'sante-causse',
    'Vieillir au village',
    'Être soignée, visitée, conduite.',
    ['consultation-itinerante', 'navette-jeudi'],
    ['route'],
  ),
  concept(
    'reparer-causse',
    'Réparer au lieu de jeter',
    'Un établi, des outils prêtés, du temps.',
    ['atelier-reparation'],
    ['soleil'],
  ),
  concept(
    'veillees',
    'Les veillées',
    'Se réunir l’hiver, raconter, décider.',
    ['atelier-reparation', 'four-a-pain'],
    ['four', 'sante-causse'],
  ),
] as const;

export const concepts: Readonly<Record<CommunityKey, readonly DemoConcept[]>> = { medina, rives, causse };
