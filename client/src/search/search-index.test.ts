import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WORDS_TO_FIND } from '@egoejo/shared/testing/words-to-find.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { marked } from './marks.ts';
import { createIndex, idOf, keyOf, search, sweep, take, type Index, type Searchable } from './search-index.ts';

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
const find = (index: Index, query: string): string[] =>
  [...search(index, query).found].map((doc) => idOf(index.keys[doc] ?? ''));

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

const filled = (all: readonly Searchable[]): Index => {
  const index = createIndex();
  take(index, all, new Set());
  return index;
};

it.each(WORDS_TO_FIND)('finds « %s » by « %s », and marks it whole', (title, query) => {
  const index = filled([{ key: 'project:a', title, summary: '', category: '', about: '', body: '' }]);
  const { found, matches } = search(index, query);
  expect(found).toHaveLength(1);
  expect(marked(title, matches)).toEqual([{ text: title, hit: true }]);
});

describe('fold', () => {
  it('removes accents, ligatures and capitals', () => expect(fold('Œuvre d’École ÇÀ')).toBe("oeuvre d'ecole ca"));
});

describe('offline search', () => {
  const whole = filled(rows);
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
    const index = filled([
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
  it('tolerates as many wrong letters as a word is long enough for, and never a wrong first one', () => {
    const index = filled([
      { ...rows[0]!, key: keyOf('project', 'lignes'), title: 'Des lignes droites' },
      { ...rows[0]!, key: keyOf('project', 'jardin'), title: 'Un jardin suspendu' },
      { ...rows[0]!, key: keyOf('project', 'hirondelle'), title: 'Le nid d’hirondelle' },
    ]);
    for (const q of ['lion', 'lohne', 'jordam', 'pardin', 'irondelle', 'ihrondelle', 'harundela'])
      expect(find(index, q), q).toEqual([]);
    for (const q of ['ligne', 'lign', 'linge', 'lignne']) expect(find(index, q), q).toEqual(['lignes']);
    for (const q of ['jardim', 'jadrin', 'jarrdin', 'jarin']) expect(find(index, q), q).toEqual(['jardin']);
    for (const q of ['hirundelle', 'hirodnele', 'hyrondele']) expect(find(index, q), q).toEqual(['hirondelle']);
  });
  it('finds after any changes what a new index finds', () => {
    const index = filled(rows);
    const changes = [
      rows.slice(5, 30),
      [...rows.slice(20).map((r, i) => ({ ...r, title: titles[i] ?? '' })), ...rows.slice(0, 3)],
      [],
      rows.toReversed().map((r) => ({ ...r, body: `${r.title} ${r.title} jardins` })),
      rows.slice(0, 35),
    ];
    for (const now of changes) {
      const seen = new Set<string>();
      take(index, now, seen);
      sweep(index, seen);
      const fresh = filled(now);
      for (const q of ['jardin', 'parc', 'velo', 'ru', 'installation de bornes', 'polution', 'école'])
        expect(find(index, q).sort(), q).toEqual(find(fresh, q).sort());
      expect(index.texts).toBe(now.filter((r) => r.body !== '').length);
      expect([...index.inverted.lists.keys()].sort()).toEqual([...fresh.inverted.lists.keys()].sort());
    }
  });
  it('updates only the projects that changed, and removes deleted ones', () => {
    const index = filled(rows);
    const seen = new Set<string>();
    take(index, [{ ...rows[0]!, title: 'Un phare pour les marins' }, ...rows.slice(2)], seen);
    sweep(index, seen);
    expect(find(index, 'phare')).toEqual(['0']);
    expect(find(index, 'abris faune')).toEqual([]);
    expect(find(index, 'reynerie')).toEqual([]);
    expect(index.numbers.size).toBe(rows.length - 1);
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
  const index = filled([
    of(keyOf('project', '1'), { title: 'Réparation de vélos' }),
    of(keyOf('poll', '2'), { title: 'Quel atelier réparer ?' }),
    of(keyOf('story', '3'), { title: 'Le lion', body: 'Il réparait sa pirogue au bord des montagnes enneigées.' }),
  ]);
  const keys = (query: string, only?: 'project' | 'poll'): string[] =>
    [...search(index, query, only).found].map((doc) => index.keys[doc] ?? '');
  it('finds a long text by other forms of its words, and titles before texts', () => {
    expect(keys('montagne enneigee')).toEqual(['story:3']);
    expect(keys('reparations').slice(0, 2).sort()).toEqual(['poll:2', 'project:1']);
  });
  it('tells whether a text has more of what was asked than its summary', () => {
    const both = filled([
      of(keyOf('project', '1'), { summary: 'Un four à pain', body: 'Un four à pain et des baguettes' }),
      of(keyOf('project', '2'), { summary: 'Un four à pain', body: 'Un moulin' }),
    ]);
    const inBody = (query: string): boolean[] => {
      const { found, inBody: is } = search(both, query);
      return [...found].sort((a, b) => a - b).map((doc) => is(doc));
    };
    expect(inBody('four')).toEqual([false, false]);
    expect(inBody('baguette')).toEqual([true]);
    expect(inBody('four baguettes')).toEqual([true]);
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
      const index = filled(real);
      const lost = real.filter(
        (p) => !find(index, fold(p.title).split(' ').slice(0, 5).join(' ')).slice(0, 20).includes(idOf(p.key)),
      );
      expect(real.length).toBe(199);
      expect(lost.map((p) => p.title)).toEqual([]);
    },
  );
});
