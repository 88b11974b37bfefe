import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fold } from '../platform/fold.ts';
import { createIndex, find, sweep, take, type Held, type Searchable } from './search-index.ts';

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
  id: String(i),
  title,
  summary: '',
  category: i % 2 ? 'Nature en ville' : 'Cadre de vie',
  place: '',
  community: '',
}));

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
        id: 'a',
        title: 'X',
        summary: '',
        category: 'Éco-mobilité',
        place: 'Saint-Cyprien',
        community: 'Croix-Daurade',
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
          id: c[0] ?? '',
          title: c[3] ?? '',
          summary: '',
          category: c[4] ?? '',
          place: c[5] ?? '',
          community: '',
        }));
      const { index } = filled(real);
      const lost = real.filter(
        (p) => !find(index, fold(p.title).split(' ').slice(0, 5).join(' ')).slice(0, 20).includes(p.id),
      );
      expect(real.length).toBe(199);
      expect(lost.map((p) => p.title)).toEqual([]);
    },
  );
});
