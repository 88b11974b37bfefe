import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { projectAddMany } from '@egoejo/shared/projects/mutations.ts';
import { actsOf, decode, MOST_LINES, readProjects, type FileLine } from './project-file.ts';

const lines = (text: string, titles: string[] = [], usual = 'EUR'): FileLine[] => {
  const read = readProjects(text, titles, usual);
  if (!read.ok) throw new Error(read.fault);
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
  it('is read in UTF-8 with its mark, and in the encoding of Windows', () => {
    expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xa9]).buffer)).toBe('é');
    expect(decode(new Uint8Array([0x72, 0xe9, 0x73]).buffer)).toBe('rés');
    expect(lines('\uFEFFTitre;Résumé\nUn banc;Court')).toHaveLength(1);
  });
  it('names the fault of each line by its number in the spreadsheet', () => {
    const text = [
      'Titre;Résumé;Coût;Devise',
      'Un banc;Court;;',
      ';;;',
      ';Sans titre;;',
      'Sans résumé;;;',
      'Cher;Court;beaucoup;',
      'Francs;Court;12,5;XOF',
      'Autre;Court;12;livres',
      'UN BANC;Encore;;',
      'Le four;Déjà là;;',
      `${'x'.repeat(121)};Long;;`,
    ].join('\n');
    expect(faults(text, ['Le Four'])).toEqual([
      [2],
      [4, 'title'],
      [5, 'summary'],
      [6, 'cost'],
      [7, 'cost'],
      [8, 'currency'],
      [9, 'twice'],
      [10, 'there'],
      [11, 'long'],
    ]);
  });
  it('refuses a file without titles, without lines or with too many', () => {
    expect(readProjects('', [], 'EUR')).toEqual({ ok: false, fault: 'empty' });
    expect(readProjects('Titre;Résumé', [], 'EUR')).toEqual({ ok: false, fault: 'empty' });
    expect(readProjects('a;b\n1;2', [], 'EUR')).toEqual({ ok: false, fault: 'headings' });
    const many = Array.from({ length: MOST_LINES + 1 }, (_, i) => `Projet ${i};Court`).join('\n');
    expect(readProjects(`Titre;Résumé\n${many}`, [], 'EUR')).toEqual({ ok: false, fault: 'lines' });
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
