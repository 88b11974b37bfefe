/** A file of projects, as a spreadsheet writes it: what each line would add, and what is wrong with it. Pure. */
import Papa from 'papaparse';
import * as z from 'zod/mini';
import { newId, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { addedProject, MOST_ADDED } from '@egoejo/shared/projects/mutations.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { centsOf } from '../platform/amounts.ts';

type Added = MutationArgs<'project.addMany'>['projects'][number];
export const COLUMNS = ['title', 'summary', 'text', 'category', 'place', 'cost', 'currency'] as const;
type Column = (typeof COLUMNS)[number];
/** What a heading may be called, without accents and in lower case. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  title: ['titre', 'title', 'nom', 'name', 'projet', 'project'],
  summary: ['resume', 'summary', 'en bref', 'accroche'],
  text: ['description', 'texte', 'text', 'detail', 'details'],
  category: ['categorie', 'category', 'theme'],
  place: ['lieu', 'place', 'adresse', 'quartier'],
  cost: ['cout', 'cost', 'montant', 'budget', 'prix'],
  currency: ['monnaie', 'devise', 'currency'],
};

type LineFault = 'title' | 'summary' | 'long' | 'cost' | 'currency' | 'twice' | 'there';
export interface FileLine {
  /** As a spreadsheet counts: the headings are line 1. */
  line: number;
  title: string;
  faults: readonly LineFault[];
  /** What the line would add; null if it has a fault. */
  project: Added | null;
}
/** `empty`: no line below the headings. `headings`: no column of titles. `lines`: more than MOST_LINES. */
export type FileFault = 'empty' | 'headings' | 'lines' | 'bytes';

export const MOST_LINES = 500;
export const MOST_BYTES = 1_000_000;
/** Bytes of the largest act that is queued; the protocol takes 32 KB. */
const ACT_BYTES = 24 * 1024;

const plain = (s: string): string => s.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();
const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** The text of a file in UTF-8, or in the encoding of Windows in French, in which spreadsheets save too. */
export function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const cell = (row: readonly string[], at: number | undefined): string =>
  at === undefined ? '' : (row[at] ?? '').trim();

function faultsOf(
  found: Record<Column, string>,
  currency: string,
  seen: ReadonlySet<string>,
  there: ReadonlySet<string>,
) {
  const faults: LineFault[] = [];
  const title = plain(found.title);
  if (title === '') faults.push('title');
  if (found.summary === '') faults.push('summary');
  if (!/^[A-Z]{3}$/.test(currency)) faults.push('currency');
  else if (centsOf(found.cost, currency) === undefined) faults.push('cost');
  if (title !== '' && seen.has(title)) faults.push('twice');
  if (title !== '' && there.has(title)) faults.push('there');
  return faults;
}

/**
 * Reads a file separated by commas, semicolons or tabs whose first line has headings.
 * @param titles of the projects that the community has: a line with one of them adds nothing
 * @param usual the currency of lines that name none
 */
export function readProjects(
  text: string,
  titles: Iterable<string>,
  usual: string,
): { ok: true; lines: FileLine[] } | { ok: false; fault: FileFault } {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimitersToGuess: [';', ',', '\t'] });
  const [headings = [], ...rows] = data;
  const at = new Map<Column, number>();
  headings.forEach((heading, i) => {
    const column = COLUMNS.find((c) => HEADINGS[c].includes(plain(heading)));
    if (column && !at.has(column)) at.set(column, i);
  });
  if (!at.has('title')) return { ok: false, fault: rows.length === 0 && headings.length < 2 ? 'empty' : 'headings' };
  const there = new Set([...titles].map(plain));
  const seen = new Set<string>();
  const lines: FileLine[] = [];
  for (const [i, row] of rows.entries()) {
    if (row.every((s) => s.trim() === '')) continue;
    if (lines.length === MOST_LINES) return { ok: false, fault: 'lines' };
    lines.push(lineOf(i + 2, row, at, usual, seen, there));
    seen.add(plain(cell(row, at.get('title'))));
  }
  return lines.length === 0 ? { ok: false, fault: 'empty' } : { ok: true, lines };
}

function lineOf(
  line: number,
  row: readonly string[],
  at: ReadonlyMap<Column, number>,
  usual: string,
  seen: ReadonlySet<string>,
  there: ReadonlySet<string>,
): FileLine {
  const found = Object.fromEntries(COLUMNS.map((c) => [c, cell(row, at.get(c))])) as Record<Column, string>;
  const currency = found.currency.toUpperCase() || usual;
  const faults = faultsOf(found, currency, seen, there);
  if (faults.length > 0) return { line, title: found.title, faults, project: null };
  const cents = centsOf(found.cost, currency);
  const { title, summary, text, category, place } = found;
  const project = {
    id: newId<ProjectId>(),
    title,
    summary,
    text,
    category,
    place,
    cost: cents === null || cents === undefined ? null : { cents, currency },
  };
  if (!z.safeParse(addedProject, project).success || bytesOf(project) > ACT_BYTES)
    return { line, title, faults: ['long'], project: null };
  return { line, title, faults: [], project };
}

/** The acts that add these projects, each small enough to be queued. */
export function actsOf(community: CommunityId, projects: readonly Added[]): MutationArgs<'project.addMany'>[] {
  const acts: Added[][] = [];
  let bytes = Infinity;
  for (const project of projects) {
    const size = bytesOf(project);
    if (bytes + size > ACT_BYTES || (acts.at(-1)?.length ?? 0) >= MOST_ADDED) {
      acts.push([]);
      bytes = 0;
    }
    acts.at(-1)?.push(project);
    bytes += size;
  }
  return acts.map((some) => ({ community, projects: some }));
}
