import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { projectAddMany } from '@egoejo/shared/projects/mutations.ts';
import { textOfFile } from '../platform/values/file-text.ts';
import { actsOf, MOST_LINES, readProjects, type FileLine } from './project-file.ts';

const lines = (text: string, titles: string[] = [], usual = 'EUR'): FileLine[] => {
  const read = readProjects(text, titles, usual);
  if (!read.ok) throw new Error(read.fault.code);
  return read.lines;
};
const faults = (text: string, titles?: string[]) => lines(text, titles).map((l) => [l.line, ...l.faults]);

describe('a file of projects', () => {
  it('is read with semicolons, commas or tabs, French or English headings, quotes and line breaks', () => {
    const semicolons =
      'Titre;Résumé;Coût;Monnaie\nUn banc;À l’ombre;1 200,50;\nUn puits;"De l’eau;\npour tous";250 000;xof';
    expect(lines(semicolons).map((l) => l.project)).toMatchObject([
      { title: 'Un banc', summary: 'À l’ombre', cost: { cents: 120_050, currency: 'EUR' } },
      { title: 'Un puits', summary: 'De l’eau;\npour tous', cost: { cents: 25_000_000, currency: 'XOF' } },
    ]);
    expect(lines('title,summary,description\nA bench,Shade,"Long, text"')[0]?.project).toMatchObject({
      text: 'Long, text',
    });
    expect(lines('Résumé\tNOM\nÀ l’ombre\tUn banc')[0]?.project).toMatchObject({ title: 'Un banc', cost: null });
  });
  it('takes the title of the project, not the name of who proposes it', () => {
    const form = 'Horodateur,Nom,Adresse e-mail,Titre du projet,Description,Budget\n1,Dupont,d@x.fr,Un banc,Court,12\n';
    expect(lines(form)[0]?.project).toMatchObject({
      title: 'Un banc',
      summary: 'Court',
      place: '',
      cost: { cents: 1200 },
    });
  });
  it.each([
    ['Coût (€)', '12', { cents: 1200, currency: 'EUR' }],
    ['Montant en FCFA', '1.500', { cents: 150_000, currency: 'XOF' }],
    ['Budget prévisionnel (F CFA)', '25 000', { cents: 2_500_000, currency: 'XOF' }],
    ['Cou\u0302t total', '12', { cents: 1200, currency: 'XAF' }],
    ['Montant TTC', '12', { cents: 1200, currency: 'XAF' }],
    ['Coût', ' -   € ', null],
    ['Coût', 'N/C', null],
  ])('reads the amount under « %s »: %s', (heading, cell, cost) => {
    const [line] = lines(`Intitulé du projet :;Résumé (court);${heading}\nUn banc;Court;${cell}`, [], 'XAF');
    expect(line).toMatchObject({ faults: [], project: { cost } });
  });
  it('takes the summary from the description where there is no column for it', () => {
    const long = 'Un mot '.repeat(60).trim();
    expect(lines(`Titre;Description\nUn banc;À l’ombre\nUn puits;${long}`).map((l) => l.project)).toMatchObject([
      { summary: 'À l’ombre', text: '' },
      { summary: `${long.slice(0, 299).trimEnd()}…`, text: long },
    ]);
  });
  it('keeps every line where a cell begins with a quoted word, and with a final newline', () => {
    const quoted = 'Titre;Résumé\r\nLe jardin;"Vert" et beau\r\nLe mur;Un mur "haut"\r\n';
    expect(lines(quoted).map((l) => [l.title, l.project?.summary])).toEqual([
      ['Le jardin', 'Vert et beau'],
      ['Le mur', 'Un mur "haut"'],
    ]);
  });
  it.each([
    ['Titre;Résumé\nLe jardin;"Vert et beau\nLe puits;De l’eau', 'file.unclosed_quote'],
    ['Titre;Résumé\nLe jardin;"Vert et beau\nLe puits;De "l’eau"', 'file.quote_over_lines'],
  ])('%j is refused where its quote opens', (text, code) => {
    expect(readProjects(text, [], 'EUR')).toEqual({ ok: false, fault: { code, line: 2, found: [] } });
  });
  it('tells the lines that a row takes, because a quote may have swallowed some', () => {
    expect(lines('Titre;Résumé\nA;"x;1\nB;y"\nC;z').map((l) => [l.line, l.height])).toEqual([
      [2, 2],
      [3, 1],
    ]);
  });
  it('finds its headings below titles and blank rows, and names what is not read', () => {
    const text =
      'sep=;\nBudget participatif, été 2026;;\n\nVille;;\nTITRE *;Accroche;Porteur;;Nom\nUn banc;Court;Zoé;7;x\n';
    const read = readProjects(text, [], 'EUR');
    expect(read).toMatchObject({
      lines: [{ line: 6, project: { title: 'Un banc' } }],
      read: [
        { column: 'title', heading: 'TITRE *' },
        { column: 'summary', heading: 'Accroche' },
      ],
      unread: ['Porteur', 4, 'Nom'],
      above: ['Budget participatif, été 2026', 'Ville'],
    });
  });
  it('takes a written currency, which must be that of its column', () => {
    const costs = ['25\u202f000\u00a0F\u202fCFA;XOF', '1.500.000;F CFA', '25 000 CFA;', '25 €;XOF', '25 €;'];
    const text = `Titre;Résumé;Coût;Monnaie\n${costs.map((c, i) => `P${i};Court;${c}`).join('\n')}`;
    expect(lines(text).map((l) => l.project?.cost ?? l.faults)).toEqual([
      { cents: 2_500_000, currency: 'XOF' },
      { cents: 150_000_000, currency: 'XOF' },
      { cents: 2_500_000, currency: 'XOF' },
      ['list.other_currency'],
      { cents: 2500, currency: 'EUR' },
    ]);
  });
  it('names the fault of each line by its number in the spreadsheet', () => {
    const text = [
      'Titre;Résumé;Coût;Devise',
      'Un banc;Court;;',
      ';;;',
      '\u200B;Sans titre;;',
      'Sans résumé;;;',
      'Cher;Court;beaucoup;',
      'Francs;Court;12,5;XOF',
      'Autre;Court;12;livres',
      'De trop;Court;12;EUR;reste',
      'UN\u00a0 BANC;Encore;;',
      'Le four;Déjà là;;',
      `${'x'.repeat(121)};Long;;`,
    ].join('\n');
    expect(faults(text, ['Le Four'])).toEqual([
      [2],
      [4, 'list.title'],
      [5, 'list.summary'],
      [6, 'list.cost'],
      [7, 'list.cost'],
      [8, 'list.currency'],
      [9, 'list.cells'],
      [10, 'list.twice'],
      [11, 'list.there'],
      [12, 'list.long'],
    ]);
  });
  it('refuses a file without titles, without lines or with too many', () => {
    const fault = (text: string) => readProjects(text, [], 'EUR');
    expect(fault('')).toMatchObject({ fault: { code: 'list.empty' } });
    expect(fault('Titre;Résumé')).toMatchObject({ fault: { code: 'list.empty' } });
    expect(fault('\na;b\n1;2')).toMatchObject({ fault: { code: 'list.headings', found: ['a', 'b'] } });
    const many = Array.from({ length: MOST_LINES + 1 }, (_, i) => `Projet ${i};Court`).join('\n');
    expect(fault(`Titre;Résumé\n${many}`)).toMatchObject({ fault: { code: 'list.lines' } });
  });
  it('becomes acts that the queue takes, with every project once', () => {
    const rows = Array.from({ length: 70 }, (_, i) => `Projet ${i};Court;${'é'.repeat(i * 90)}`);
    const text = ['Titre;Résumé;Description', ...rows].join('\n');
    const projects = lines(text).flatMap((l) => l.project ?? []);
    const acts = actsOf(newId<CommunityId>(), projects);
    expect(acts.flatMap((a) => a.projects)).toEqual(projects);
    for (const act of acts) {
      expect(z.safeParse(projectAddMany.args, act).success).toBe(true);
      expect(new TextEncoder().encode(JSON.stringify(act)).length).toBeLessThan(30_000);
    }
  });
});

const reports = new URL('../../../../shared/data/reports/', import.meta.url);
describe('files that failed in other projects', () => {
  it.each<[string, number, string[]]>(
    existsSync(reports)
      ? [
          ['csv-quote-at-start.csv', 4, []],
          ['csv-two-columns.csv', 2, []],
          ['csv-apostrophes.csv', 2, ['list.twice', 'list.twice']],
          ['csv-cfa.csv', 4, []],
          ['csv-utf16-unicode-text.txt', 1, []],
          ['csv-macroman.csv', 1, []],
          ['csv-title-above-headings.csv', 1, []],
        ]
      : [['absent here: ../shared/data/reports', 0, []]],
  )('%s: %i projects are ready', (name, ready, wrong) => {
    if (!existsSync(reports)) return;
    const found = lines(textOfFile(new Uint8Array(readFileSync(new URL(name, reports))).buffer)?.text ?? '');
    expect(found.filter((l) => l.project)).toHaveLength(ready);
    expect(found.flatMap((l) => l.faults)).toEqual(wrong);
  });
});
