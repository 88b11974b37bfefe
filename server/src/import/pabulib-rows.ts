/** Converts values of a `.pb` file to our own: ids, communities, options, dates. Pure. */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { cut, shortened } from '@egoejo/shared/platform/cut.ts';
import { plainLine, plainName } from '@egoejo/shared/platform/texts.ts';
import { exactToCents, type Exact } from '../platform/files/exact.ts';
import type { CommunityId, PollId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import type { PabulibMeta, PabulibProject } from '../polls/files/pabulib-format.ts';
import { stableId } from '../platform/stable-id.ts';

/** The values of the META section that identify a file. */
export const identityOf = ({ all }: PabulibMeta): string[] =>
  ['country', 'unit', 'instance', 'subunit', 'district'].map((key) => all[key] ?? '');

interface ImportedCommunity {
  id: CommunityId;
  slug: string;
  name: string;
  summary: string;
  source: string;
}
export interface ImportedProject extends PabulibProject {
  uuid: ProjectId;
  community: CommunityId;
  option: string;
}

const MAX_TITLE = 1000;
const MAX_LABEL = 200;

/**
 * The community of a project's district; if the file names none, of the file's own district or unit. Later editions of
 * the file map to the same community.
 */
export function communityOf(meta: PabulibMeta, project: PabulibProject): ImportedCommunity {
  const { country = '', unit = '' } = meta.all;
  const name =
    project.district ||
    meta.all['subunit'] ||
    meta.all['district'] ||
    unit ||
    country ||
    meta.all['instance'] ||
    'Pabulib';
  const id = stableId<CommunityId>('pabulib community', country, unit, name);
  const words = fold(`${unit} ${name}`).match(/[a-z0-9]+/g) ?? [];
  return {
    id,
    slug: `${words.join('-').slice(0, 60)}-${id.slice(-6)}`,
    name: shortened(plainName(name), MAX_LABEL) || 'Pabulib',
    summary: [unit, country].filter(Boolean).join(', '),
    source: `pabulib:${country}/${unit}`,
  };
}

/** The projects with their ids in our database and an option id each: the file's own id if it is valid as one. */
export function projectsOf(meta: PabulibMeta, projects: readonly PabulibProject[]): ImportedProject[] {
  const taken = new Set(projects.map((p) => p.id));
  return projects.map((p, i) => {
    let option = p.id;
    for (
      let n = i;
      !/^[A-Za-z0-9_.-]{1,60}$/.test(option) || (option !== p.id && taken.has(option));
      n += projects.length
    )
      option = `_${n}`;
    return {
      ...p,
      uuid: stableId<ProjectId>('pabulib project', ...identityOf(meta), p.id),
      community: communityOf(meta, p).id,
      option,
    };
  });
}

export const pollIdOf = (meta: PabulibMeta): PollId => stableId<PollId>('pabulib poll', ...identityOf(meta));
export const sourceOf = (meta: PabulibMeta): string => `pabulib:${identityOf(meta).join('/')}`;
export const titleOf = ({ id, name }: PabulibProject): string => shortened(plainLine(name) || id, MAX_TITLE);
/** The ISO 4217 code for "no currency". */
const NO_CURRENCY = 'X'.repeat(3);
export function currencyOf({ all }: PabulibMeta): string {
  const named = all['currency']?.toUpperCase() ?? '';
  return /^[A-Z]{3}$/.test(named) ? named : NO_CURRENCY;
}

/** Whole cents for display; the exact text is stored in `extra` and used for counting. */
export const shownCents = (x: Exact): number => exactToCents(x) ?? Number.MAX_SAFE_INTEGER;

export function methodOf(meta: PabulibMeta, projects: readonly ImportedProject[]): PollMethod {
  return {
    kind: 'budget',
    rule: meta.rule,
    ballots: meta.kind,
    budget: shownCents(meta.budget),
    currency: currencyOf(meta),
    costs: Object.fromEntries(projects.map((p) => [p.option, shownCents(p.cost)])),
  };
}
export const optionsOf = (projects: readonly ImportedProject[]): PollOption[] =>
  projects.map((p) => ({ id: p.option, label: shortened(plainLine(p.name) || p.id, MAX_LABEL), project: p.uuid }));

export function pollTitleOf({ all }: PabulibMeta): string {
  const where = [all['unit'] || all['country'], all['subunit'], all['instance']].filter(Boolean).join(' ');
  return shortened(where === '' ? (all['description'] ?? 'Pabulib') : `Budget participatif, ${where}`, MAX_TITLE);
}
/** The file's description of itself, and its source. */
export const aboutOf = ({ all }: PabulibMeta): string =>
  cut(
    [all['description'], all['comment'], all['acknowledgments'], 'Données : Pabulib, https://pabulib.org']
      .filter(Boolean)
      .join('\n\n'),
    20_000,
  );

/** A date `dd.mm.yyyy`, `yyyy-mm-dd` or `yyyy`, in UTC; `undefined` for anything else. */
export function dayOf(text: string | undefined, end: boolean): Date | undefined {
  const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text ?? '') ?? [];
  const [, y2, m2, d2] = /^(\d{4})(?:-(\d{2})-(\d{2}))?$/.exec(text ?? '') ?? [];
  const year = y ?? y2;
  if (year === undefined) return undefined;
  const month = Number(m ?? m2 ?? (end ? 12 : 1));
  const day = Number(d ?? d2 ?? (end ? 31 : 1));
  const at = new Date(Date.UTC(Number(year), month - 1, day, ...(end ? ([23, 59, 59] as const) : [])));
  // Rejects dates such as the 31st of February.
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at : undefined;
}
