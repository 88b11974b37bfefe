import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fold } from '@egoejo/shared/platform/fold.ts';
import {
  createIndex,
  idOf,
  keyOf,
  search,
  sweep,
  take,
  type Held,
  type Index,
  type Searchable,
} from './search-index.ts';

/** Titles of a real participatory budget, as people type them. */
const titles = [
  'Création d’abris pour la faune',
  'Pépinière-jardin du quartier Reynerie-Bellefontaine',
  'Toilettes publiques Bois de Limayrac',
  'Réouverture des espaces verts des bords de Garonne aux Toulousains',
  'Eclairage passage piéton',
  'Planter des arbres et jardins partagés partout où c’est possible!',
  'Compostage commun/jardin participatif - Croix de Pierre',
  'Piste cyclable chemin Caillibens',
  'Terrain couvert au niveau du boulodrome',
  'Installation de pièges à moustiques à Croix Daurade',
  'Redonnons de la couleur aux espaces verts du chemin de la Fronde',
  'Plan du voisinage aux sorties de métro',
  'Mettre des poubelles à tous les arrêts de bus',
  'Installation de ruches urbaines',
  'Installer une «tour-nichoir à hirondelles»',
  'Éclairage nocturne à détecteur de mouvements',
  'Aménagement parc rue du Canigou',
  'Végétaliser la rue Matabiau',
  'Rénovation du Parc des Argoulets 🌳🌱',
  'Nichoirs à martinets et chauve souris',
  'Réduction de la pollution lumineuse',
  'Installation de bornes de recharge électrique dans le parc HLM',
  'Aménagement de cours "OASIS" à l’école élémentaire Victor Hugo',
  'Créer une forêt urbaine sur les friches de l’ancien Darty',
  'Le développement de l’auto partage',
  'Voilage d’ombres sur les jeux public',
  'Ralentisseurs chemin du Touch',
  'De l’art sur les murs aveugles',
  'Kiosque au Jardin Michelet',
  'Lutter contre la pollution des mégots',
  'Un verger pour les enfants du bitume',
  'Stations de gonflage pour vélo sur les trajets les plus fréquentés',
  'Réhabilitation du parcours de maniabilité Vélo et VTT',
  'Bataille Militaire aux 7 deniers en 1814',
  'Paniers de basket pour petits',
  'Une œuvre sur le mur du gymnase',
  'Coup de pinceau sur le béton du quartier',
  'Radars de bruit et de vitesse sur l’allée de Barcelone',
];
const rows: Searchable[] = titles.map((title, i) => ({
  key: keyOf('project', String(i)),
  title,
  summary: '',
  category: i % 2 ? 'Nature en ville' : 'Cadre de vie',
  about: '',
  body: '',
}));
const find = (index: Index, query: string): string[] => search(index, query).map((r) => idOf(String(r.id)));

/** A typed query, and a part of the title that it must find among the first three. */
const queries: [string, string][] = [
  ['creation abris faune', 'abris'],
  ['abri fone', 'abris'],
  ['pepiniere jardin', 'Pépinière'],
  ['pepinière reynerie', 'Pépinière'],
  ['toilete publique', 'Toilettes'],
  ['reouverture espaces vert', 'Réouverture'],
  ['espase verts garone', 'Réouverture'],
  ['eclairage pieton', 'piéton'],
  ['jardin partage', 'partagés'],
  ['planté arbre', 'Planter'],
  ['compostaje comun', 'Compostage'],
  ['pist ciclable', 'Piste cyclable'],
  ['boulodrom', 'boulodrome'],
  ['moustike piege', 'moustiques'],
  ['couleure fronde', 'Fronde'],
  ['metro', 'métro'],
  ['poubele bus', 'poubelles'],
  ['ruche urbaine', 'ruches'],
  ['hirondele', 'hirondelles'],
  ['detecteur mouvement', 'détecteur'],
  ['vegetalisé matabiau', 'Matabiau'],
  ['argoulet', 'Argoulets'],
  ['chauve-souris', 'chauve'],
  ['polution lumineuse', 'lumineuse'],
  ['recharge electrik', 'électrique'],
  ['ecole elementaire', 'OASIS'],
  ['foret urbaine', 'forêt'],
  ['mego', 'mégots'],
  ['oeuvre gymnase', 'œuvre'],
  ['velo gonflage', 'gonflage'],
  ['ralentiseur', 'Ralentisseurs'],
  ['7 denier', '1814'],
];

const filled = (all: readonly Searchable[]) => {
  const index = createIndex();
  const held: Held = new Map();
  take(index, held, all, new Set());
  return { index, held };
};

describe('fold', () => {
  it('removes accents, ligatures and capitals', () => expect(fold('Œuvre d’École ÇÀ')).toBe('oeuvre d’ecole ca'));
});

describe('offline search', () => {
  const { index: whole } = filled(rows);
  it.each(queries)('finds « %s »', (query, piece) => {
    const first = find(whole, query)
      .slice(0, 3)
      .map((id) => titles[Number(id)] ?? '');
    expect(
      first.some((t) => t.includes(piece)),
      first.join(' | '),
    ).toBe(true);
  });
  it('is tested with more than 30 queries', () => expect(queries.length).toBeGreaterThanOrEqual(30));
  it('also matches categories and places', () => {
    const { index } = filled([
      {
        key: keyOf('project', 'a'),
        title: 'X',
        summary: '',
        category: 'Éco-mobilité',
        about: 'Saint-Cyprien Croix-Daurade',
        body: '',
      },
    ]);
    for (const q of ['eco mobilite', 'st cyprien', 'croix daurad']) expect(find(index, q), q).toEqual(['a']);
  });
  it('finds nothing for words that occur nowhere', () => expect(find(whole, 'zzzzqqqq')).toEqual([]));
  it('updates only the projects that changed, and removes deleted ones', () => {
    const { index, held } = filled(rows);
    const seen = new Set<string>();
    take(index, held, [{ ...rows[0]!, title: 'Un phare pour les marins' }, ...rows.slice(2)], seen);
    sweep(index, held, seen);
    expect(find(index, 'phare')).toEqual(['0']);
    expect(find(index, 'abris faune')).toEqual([]);
    expect(find(index, 'reynerie')).toEqual([]);
    expect(held.size).toBe(rows.length - 1);
  });
});

describe('a search of everything', () => {
  const of = (key: string, given: Partial<Searchable>): Searchable => ({
    key,
    title: '',
    summary: '',
    category: '',
    about: '',
    body: '',
    ...given,
  });
  const { index } = filled([
    of(keyOf('project', '1'), { title: 'Réparation de vélos' }),
    of(keyOf('poll', '2'), { title: 'Quel atelier réparer ?' }),
    of(keyOf('story', '3'), { title: 'Le lion', body: 'Il réparait sa pirogue au bord des montagnes enneigées.' }),
  ]);
  const keys = (query: string, only?: 'project' | 'poll'): string[] =>
    search(index, query, only).map((r) => String(r.id));
  it('finds a long text by other forms of its words, and titles before texts', () => {
    expect(keys('montagne enneigee')).toEqual(['story:3']);
    expect(keys('reparations').slice(0, 2).sort()).toEqual(['poll:2', 'project:1']);
  });
  it('keeps one kind, also when all words occur together only in another', () => {
    expect(keys('reparer', 'poll')).toEqual(['poll:2']);
    expect(keys('velo atelier', 'project')).toEqual(['project:1']);
    expect(keys('quel atelier velo', 'project')).toEqual(['project:1']);
  });
  it('answers any text', () => {
    for (const q of ['', ' ', 'le la de', '\u0000', '((((', 'a'.repeat(10_000), 'mot '.repeat(3000), '🌳', '\ud800'])
      expect(Array.isArray(keys(q))).toBe(true);
  });
});

const toulouse = new URL('../../../../shared/data/pabulib/toulouse-2022.pb', import.meta.url);
describe('on the real data', () => {
  it(
    existsSync(toulouse)
      ? 'finds every title by its first words without accents'
      : 'is absent here: ../shared/data/pabulib/toulouse-2022.pb',
    () => {
      if (!existsSync(toulouse)) return;
      const lines = readFileSync(toulouse, 'utf8').split(/\r?\n/);
      const from = lines.indexOf('PROJECTS') + 2;
      const real = lines
        .slice(from, lines.indexOf('VOTES'))
        .map((l) => l.split(';'))
        .map((c): Searchable => ({
          key: keyOf('project', c[0] ?? ''),
          title: c[3] ?? '',
          summary: '',
          category: c[4] ?? '',
          about: c[5] ?? '',
          body: '',
        }));
      const { index } = filled(real);
      const lost = real.filter(
        (p) => !find(index, fold(p.title).split(' ').slice(0, 5).join(' ')).slice(0, 20).includes(idOf(p.key)),
      );
      expect(real.length).toBe(199);
      expect(lost.map((p) => p.title)).toEqual([]);
    },
  );
});
