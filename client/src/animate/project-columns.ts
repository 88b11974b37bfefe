/** The columns of a file of projects: which row has the headings, and what they mean. Pure. */
import { titleKey } from '@egoejo/shared/platform/same-title.ts';
import { CURRENCIES, currencyNamed } from '../platform/values/amounts.ts';

export const COLUMNS = ['title', 'summary', 'text', 'category', 'place', 'cost', 'currency'] as const;
export type Column = (typeof COLUMNS)[number];
/** What a heading may be called. If several columns of a file could be the titles, the name that comes first here wins. */
const HEADINGS: Readonly<Record<Exclude<Column, 'cost'>, string>> = {
  title:
    'titre du projet, intitulé du projet, project title, titre, title, intitulé, nom du projet, project name, ' +
    'libellé, objet, projet, project, nom, name',
  summary: 'résumé, résumé du projet, summary, description courte, short description, en bref, accroche, présentation',
  text: 'description, description du projet, description longue, descriptif, texte, text, détail, détails, details',
  category: 'catégorie, catégories, category, categories, thème, thèmes, theme, thématique, thématiques',
  place: 'lieu, place, localisation, location, quartier, commune, ville, village, adresse, address',
  currency: 'monnaie, devise, currency',
};
/** How the heading of the amounts begins, without case, accents and spaces. */
const COST = /^(cout|cost|montant|amount|budget|prix|price)/;
/** A cell with more characters is taken for text, not for the heading of a column. */
const LONGEST_HEADING = 100;
/** A heading without what forms add to it: « Titre * », « Coût (€) », « En bref : ». */
const bare = (heading: string): string => titleKey(heading.replaceAll(/\([^)]*\)|[*:]/g, ' '));
const RANKED = new Map(
  COLUMNS.flatMap((column) =>
    column === 'cost'
      ? []
      : HEADINGS[column].split(', ').map((name, rank) => [titleKey(name), { column, rank }] as const),
  ),
);
/** The column that a heading names. */
function named(heading: string): { column: Column; rank: number } | undefined {
  if (heading.length > LONGEST_HEADING) return undefined;
  const key = bare(heading);
  return RANKED.get(key) ?? (COST.test(key) ? { column: 'cost', rank: key.length } : undefined);
}
/** The currency that the heading of the amounts names: « Coût (€) », « Montant en FCFA ». */
const currencyIn = (heading: string): string | undefined =>
  [/\(([^)]*)\)/.exec(heading)?.[1] ?? '', ...[2, 1].map((n) => heading.trim().split(/\s+/).slice(-n).join(' '))]
    .map((words) => CURRENCIES.find((c) => c === currencyNamed(words)))
    .find((c) => c !== undefined);
/** Rows among which the headings are looked for: titles and blank rows may stand above them. */
const ABOVE = 30;

export interface Headings {
  /** Its place among the rows, from 0. */
  row: number;
  /** Number of columns. */
  width: number;
  at: ReadonlyMap<Column, number>;
  /** The currency that the heading of the amounts names. */
  currency: string | undefined;
}
export interface Columns {
  /** The columns that are read, with their headings in the file. */
  read: readonly { column: Column; heading: string }[];
  /** Columns with content that are not read: their headings, or their numbers from 1. */
  unread: readonly (string | number)[];
  /** What stands above the headings. */
  above: readonly string[];
}

function columnsOf(row: readonly string[]): Map<Column, number> {
  const best = new Map<Column, { i: number; rank: number }>();
  row.forEach((heading, i) => {
    const found = named(heading);
    if (found && found.rank < (best.get(found.column)?.rank ?? Infinity))
      best.set(found.column, { i, rank: found.rank });
  });
  return new Map([...best].toSorted(([, a], [, b]) => a.i - b.i).map(([column, { i }]) => [column, i]));
}

/** The row that names most columns, one of them that of the titles; null if there is none. */
export function headingsIn(rows: readonly (readonly string[])[]): Headings | null {
  let best: Headings | null = null;
  for (const [row, cells] of rows.slice(0, ABOVE).entries()) {
    const at = columnsOf(cells);
    if (at.has('title') && at.size > (best?.at.size ?? 0))
      best = { row, width: cells.length, at, currency: currencyIn(cells[at.get('cost') ?? -1] ?? '') };
  }
  return best;
}

/** What is read of the file and what not. */
export function understood({ row, width, at }: Headings, rows: readonly (readonly string[])[]): Columns {
  const headings = rows[row] ?? [];
  const places = new Set(at.values());
  const others = Array.from({ length: width }, (_, i) => i).filter((i) => !places.has(i));
  const hasContent = (i: number): boolean => rows.slice(row + 1).some((cells) => (cells[i] ?? '') !== '');
  return {
    read: [...at].map(([column, i]) => ({ column, heading: headings[i] ?? '' })),
    unread: others.flatMap((i) => headings[i] || (hasContent(i) ? i + 1 : [])),
    above: rows
      .slice(0, row)
      .filter((cells) => !/^sep=$/.test(cells[0] ?? ''))
      .flatMap((cells) => cells.filter(Boolean).join(' · ') || []),
  };
}
