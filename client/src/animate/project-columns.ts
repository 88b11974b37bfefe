/** The columns of a file of projects: which row has the headings, and what they mean. Pure. */
import { titleKey } from '@egoejo/shared/platform/same-title.ts';

export const COLUMNS = ['title', 'summary', 'text', 'category', 'place', 'cost', 'currency'] as const;
export type Column = (typeof COLUMNS)[number];
/** What a heading may be called, by its key. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  title: ['titre', 'title', 'nom', 'name', 'projet', 'project', 'intitule', 'titre du projet', 'nom du projet'],
  summary: ['resume', 'summary', 'en bref', 'accroche'],
  text: ['description', 'texte', 'text', 'detail', 'details'],
  category: ['categorie', 'category', 'theme'],
  place: ['lieu', 'place', 'adresse', 'quartier'],
  cost: ['cout', 'cost', 'montant', 'budget', 'prix'],
  currency: ['monnaie', 'devise', 'currency'],
};
const NAMED = new Map(COLUMNS.flatMap((c) => HEADINGS[c].map((heading) => [titleKey(heading), c] as const)));
/** Rows among which the headings are looked for: titles and blank rows may stand above them. */
const ABOVE = 30;

export interface Headings {
  /** Its place among the rows, from 0. */
  row: number;
  /** Number of columns. */
  width: number;
  at: ReadonlyMap<Column, number>;
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
  const at = new Map<Column, number>();
  row.forEach((heading, i) => {
    const column = NAMED.get(titleKey(heading));
    if (column && !at.has(column)) at.set(column, i);
  });
  return at;
}

/** The row that names most columns, one of them that of the titles; null if there is none. */
export function headingsIn(rows: readonly (readonly string[])[]): Headings | null {
  let best: Headings | null = null;
  for (const [row, cells] of rows.slice(0, ABOVE).entries()) {
    const at = columnsOf(cells);
    if (at.has('title') && at.size > (best?.at.size ?? 0)) best = { row, width: cells.length, at };
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
    above: rows.slice(0, row).flatMap((cells) => cells.filter(Boolean).join(' · ') || []),
  };
}
