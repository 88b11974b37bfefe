/** The form of a poll: its content, what is still wrong with it, and the mutation's arguments. Pure. */
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { localTime } from '../ui/forms/local-time.ts';
import { typedCents } from '../platform/values/amounts.ts';
import { newId, type CommunityId, type PollId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import {
  EMPTY_METHOD,
  methodFaults,
  methodFormOf,
  methodOf,
  type MethodFault,
  type MethodForm,
} from './poll-method.ts';

interface OptionForm {
  id: string;
  label: string;
  /** '' when the option is not a project. */
  project: string;
  /** As typed; only a budget poll asks for it. */
  cost: string;
}
export interface PollForm extends MethodForm {
  /** Created when the form is first edited; saving with the same id again replaces the draft. '' before. */
  id: string;
  /** '': a poll of all communities. */
  community: string;
  /** The project that the whole poll is about; '': none. */
  project: string;
  title: string;
  text: string;
  options: OptionForm[];
  openToAll: boolean;
  secret: boolean;
  /** As typed; '' for none. */
  quorum: string;
  /** As `<input type="datetime-local">` gives it: local time. */
  closesAt: string;
}
const EMPTY: Omit<PollForm, 'options'> = {
  id: '',
  community: '',
  project: '',
  title: '',
  text: '',
  ...EMPTY_METHOD,
  openToAll: false,
  secret: false,
  quorum: '',
  closesAt: '',
};
const option = (n: number): OptionForm => ({ id: `o${n}`, label: '', project: '', cost: '' });
export const EMPTY_POLL: PollForm = { ...EMPTY, options: [option(1), option(2)] };

/** A form as an older version of the app may have kept it, without the fields that came later. */
export const completed = (form: PollForm): PollForm => ({
  ...EMPTY,
  ...form,
  options: form.options.map((o) => ({ ...option(0), ...o })),
});

/** The form after a change. */
export const changed = (form: PollForm, change: Partial<PollForm>): PollForm => ({
  ...form,
  id: form.id || newId(),
  ...change,
});

/** Adds an option, with an id different from all before it. */
export function addOption(options: readonly OptionForm[], add: Partial<OptionForm> = {}): OptionForm[] {
  const highest = options.reduce((max, o) => Math.max(max, Number(/^o(\d+)$/.exec(o.id)?.[1] ?? 0)), 0);
  return [...options, { ...option(highest + 1), ...add }];
}

/** The form for an existing draft. */
export function formOf(poll: Poll): PollForm {
  const { method } = poll;
  return {
    ...EMPTY,
    id: poll.id,
    community: poll.community ?? '',
    project: poll.project ?? '',
    title: poll.title,
    text: poll.text,
    ...methodFormOf(method),
    options: poll.options.map((o) => ({
      id: o.id,
      label: o.label,
      project: o.project ?? '',
      cost: method.kind === 'budget' ? typedCents(method.costs[o.id] ?? 0) : '',
    })),
    openToAll: poll.openToAll,
    secret: poll.secret === true,
    quorum: poll.quorum === null ? '' : String(poll.quorum),
    closesAt: localTime(poll.closesAt),
  };
}

/** A new poll's form from any poll: all but its id, and its closing time only if that is still to come. */
export const copyOf = (poll: Poll, now: number): PollForm => ({
  ...formOf(poll),
  id: '',
  closesAt: Date.parse(poll.closesAt) > now ? localTime(poll.closesAt) : '',
});
/** False for an imported budget poll: it has no terms that members could vote by. */
export const isCopyable = ({ method }: Pick<Poll, 'method'>): boolean =>
  method.kind !== 'budget' || method.terms !== undefined;
/** The projects that the form names: its own and those of its options. */
export const projectsOf = (form: PollForm): string[] =>
  [form.project, ...form.options.map((o) => o.project)].filter((id) => id !== '');
/** The form without links to these projects: their options stay as words. */
export const withoutProjects = (form: PollForm, gone: ReadonlySet<string>): PollForm => ({
  ...form,
  project: gone.has(form.project) ? '' : form.project,
  options: form.options.map((o) => (gone.has(o.project) ? { ...o, project: '' } : o)),
});

/** A project that may become an option. */
export interface Candidate {
  id: string;
  title: string;
  cost: { cents: number; currency: string } | null;
}
/** The options a poll may have. */
const MOST_OPTIONS = 100;
/** The form with these projects as options, each with its title and its cost; lines without words make room. */
export function withOptions(form: PollForm, added: readonly Candidate[]): PollForm {
  const kept = form.options.filter((o) => isVisible(o.label));
  // The first cost decides the currency, as long as nothing else was typed in one.
  const priced = form.budget.trim() !== '' || kept.some((o) => o.cost.trim() !== '');
  const currency = (priced ? undefined : added.find((c) => c.cost)?.cost?.currency) ?? form.currency;
  const options = added
    .filter((c) => !kept.some((o) => o.project === c.id))
    .slice(0, Math.max(0, MOST_OPTIONS - kept.length))
    .reduce<OptionForm[]>((all, { id, title, cost }) => {
      const typed = cost?.currency === currency ? typedCents(cost.cents) : '';
      return addOption(all, { label: cut(title, 200), project: id, cost: typed });
    }, kept);
  return { ...form, currency, options };
}

export type PollFault = 'title' | 'project' | 'options' | 'closesAt' | 'quorum' | MethodFault;
const filled = (form: PollForm) => form.options.filter((o) => isVisible(o.label));

/** The fields that prevent the poll from being saved. `now`: server's clock, ms since 1970. */
export function faultsOf(form: PollForm, now: number): PollFault[] {
  const faults: PollFault[] = [];
  if (!isVisible(form.title)) faults.push('title');
  if (filled(form).length < 2) faults.push('options');
  faults.push(...methodFaults(withoutCosts(form), filled(form)));
  if (form.quorum.trim() !== '' && !/^[1-9]\d{0,8}$/.test(form.quorum.trim())) faults.push('quorum');
  if (form.closesAt === '' || !(Date.parse(form.closesAt) > now)) faults.push('closesAt');
  return faults;
}

/** A secret poll costs no grains (P2). */
const withoutCosts = (form: PollForm): PollForm => (form.secret ? { ...form, unit: 0 } : form);
/** The arguments of `poll.draft`; call it only without faults. */
export function pollArgs(form: PollForm): MutationArgs<'poll.draft'> {
  return {
    id: form.id as PollId,
    community: form.community === '' ? null : (form.community as CommunityId),
    project: form.project === '' ? null : (form.project as ProjectId),
    title: form.title.trim(),
    text: form.text.trim(),
    method: methodOf(withoutCosts(form), filled(form)),
    openToAll: form.openToAll || form.community === '',
    secret: form.secret,
    options: filled(form).map((o) => ({
      id: o.id,
      label: cut(o.label.trim(), 200),
      ...(o.project ? { project: o.project as ProjectId } : {}),
    })),
    quorum: form.quorum.trim() === '' ? null : Number(form.quorum),
    closesAt: new Date(form.closesAt).toISOString(),
  };
}
/**
 * The poll as its ballot would show it, also while its title, quorum or closing time are missing; null while its
 * options or its method are not complete.
 */
export function previewOf(form: PollForm, now: number): Poll | null {
  const shown = { ...form, quorum: '' };
  if (faultsOf(shown, now).some((f) => f !== 'title' && f !== 'closesAt')) return null;
  const at = new Date(now).toISOString();
  const args = pollArgs({ ...shown, closesAt: Date.parse(form.closesAt) > now ? form.closesAt : at });
  return { ...args, state: 'draft', opensAt: null, result: null, source: null, createdAt: at };
}

/** True when nothing worth keeping was typed. */
export const isBlank = (form: PollForm): boolean =>
  !isVisible(form.title) && !isVisible(form.text) && form.project === '' && filled(form).length === 0;
