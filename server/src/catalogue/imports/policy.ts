import { MOST_IMPORTS } from '@egoejo/shared/catalogue/model.ts';
import { activeOnly, animates, notBarred, openOnly, type Standing } from '../../communities/model.ts';
import type { Refusal } from '../../platform/policy.ts';

interface ImportStanding extends Standing {
  /** The work will be for everybody. */
  ofAll: boolean;
}
/** Administrators import for everybody, those who animate a community for its members. */
export const importing = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  ['catalogue.not_importer', (s) => !s.administers && (s.ofAll || !animates(s))],
  openOnly,
] as const satisfies readonly Refusal<ImportStanding>[];

/** Announces another file. `today`: how many this member announced within a day. */
export const importingMore = [
  ...importing,
  ['catalogue.import_exists', (s) => s.known],
  ['catalogue.too_many_imports', (s) => s.today >= MOST_IMPORTS.day],
] as const satisfies readonly Refusal<ImportStanding & { known: boolean; today: number }>[];
