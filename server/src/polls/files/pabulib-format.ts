/** What a `.pb` file of the Pabulib library contains (https://pabulib.org/format), and what can be wrong with one. */
import type { FaultsOf } from '@egoejo/shared/file-faults.ts';
import type { FileCode, FileFault } from '../../platform/files/file-fault.ts';
import { shortened } from '@egoejo/shared/platform/cut.ts';
import type { Exact } from '../../platform/files/exact.ts';
import type { BudgetBallots } from '../count/count-budget.ts';

export type PabulibCode = FileCode | Exclude<FaultsOf<'pabulib', 'file'>, 'pabulib.other_content'>;

export interface PabulibMeta {
  /** Every key of the file in lower case, with its text. */
  all: Readonly<Record<string, string>>;
  kind: BudgetBallots;
  /** For choose-1: each ballot names exactly one project. */
  chooseOne: boolean;
  budget: Exact;
  budgetText: string;
  rule: string;
  threshold: Exact;
}
export interface PabulibProject {
  id: string;
  name: string;
  cost: Exact;
  costText: string;
  category: string;
  /** From the column `district` or `subunit`; '' if neither is present. */
  district: string;
  /** The figures given in the file; null where missing. */
  votes: Exact | null;
  score: Exact | null;
  selected: boolean | null;
  /** The other columns. */
  extra: Record<string, string>;
}
export interface PabulibBallot {
  voter: string;
  projects: string[];
  points: Exact[] | null;
  pointsText: string[] | null;
  extra: Record<string, string>;
}
/** A ballot that counts after it was put right. */
export interface MendedBallot extends FileFault<FaultsOf<'pabulib', 'mended'>> {
  /** Each mention that was left out, with its points if the ballot gives some. */
  leftOut: { project: string; points: Exact | null }[];
}
export type PabulibPart =
  | { t: 'projects'; meta: PabulibMeta; projects: PabulibProject[] }
  | { t: 'ballots'; ballots: PabulibBallot[]; mended: MendedBallot[] };

/** The sections of a file, in their order. */
export const SECTIONS = ['META', 'PROJECTS', 'VOTES'] as const;
export type Section = (typeof SECTIONS)[number];

export interface State {
  /** Index in SECTIONS; -1 before the first. */
  section: number;
  /** Columns of the present section, in lower case; null: the next line is its header. */
  columns: string[] | null;
  meta: Map<string, string>;
  head: PabulibMeta | null;
  projects: Map<string, PabulibProject>;
  voters: Set<string>;
  ballots: PabulibBallot[];
  mended: MendedBallot[];
  line: number;
}

/** A text of the file as it stands in a message: quoted, at most 40 characters. */
export const short = (text: string): string => JSON.stringify(shortened(text, 41));
