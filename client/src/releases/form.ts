/** The form of a release: its content, what is still wrong with it, and what is sent. Pure. */
import { newId, type ReleaseId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { MOST_RELEASE_TRACKS, type Release } from '@egoejo/shared/releases/model.ts';
import type { Shared } from '../tracks/model.ts';
import { localTime } from '../ui/forms/local-time.ts';

export interface ReleaseForm {
  /** Made when the form is first edited, so that sending twice plans one release; '' before. */
  id: string;
  title: string;
  /** In the order of the album. */
  tracks: readonly TrackId[];
  shared: Shared;
  when: 'now' | 'later';
  /** As `datetime-local` has it. */
  at: string;
}
/** @param placed whether the member belongs to a community */
export const emptyForm = (placed: boolean): ReleaseForm => ({
  id: '',
  title: '',
  tracks: [],
  shared: { visibility: placed ? 'community' : 'public', community: null },
  when: 'now',
  at: '',
});

/** The form after a change. */
export const changed = (form: ReleaseForm, change: Partial<ReleaseForm>): ReleaseForm => ({
  ...form,
  id: form.id || newId(),
  ...change,
});

/** What was planned, to be changed. A time that is past is not offered again. @param now milliseconds since 1970 */
export function formOf(plan: MutationArgs<'release.plan'>, now: number): ReleaseForm {
  const { id, title, tracks, visibility, community, at } = plan;
  const later = Date.parse(at) > now;
  return {
    id,
    title,
    tracks,
    shared: { visibility, community },
    when: later ? 'later' : 'now',
    at: later ? localTime(at) : '',
  };
}

/** Puts a track at the end, or takes it out. */
export const withTrack = (tracks: readonly TrackId[], track: TrackId, on: boolean): TrackId[] =>
  on ? [...tracks.filter((id) => id !== track), track] : tracks.filter((id) => id !== track);

/** Moves a track by one place; at an end it stays. */
export function moved(tracks: readonly TrackId[], track: TrackId, by: -1 | 1): TrackId[] {
  const to = tracks.indexOf(track) + by;
  return to < 0 || to >= tracks.length ? [...tracks] : tracks.filter((id) => id !== track).toSpliced(to, 0, track);
}

export type ReleaseFault = 'title' | 'tracks' | 'many' | 'community' | 'at';
/**
 * What prevents the release from being sent.
 * @param nowhere the member chose a community and belongs to none
 * @param now milliseconds since 1970
 */
export function faultsOf(form: ReleaseForm, nowhere: boolean, now: number): ReleaseFault[] {
  const wrong: Record<ReleaseFault, boolean> = {
    title: !isVisible(form.title),
    tracks: form.tracks.length === 0,
    many: form.tracks.length > MOST_RELEASE_TRACKS,
    community: nowhere,
    at: form.when === 'later' && !(Date.parse(form.at) > now),
  };
  return (Object.keys(wrong) as ReleaseFault[]).filter((fault) => wrong[fault]);
}

/** What is sent. @param chosen for whom it is */
export const planArgs = (form: ReleaseForm, chosen: Shared, now: number): MutationArgs<'release.plan'> => ({
  id: form.id as ReleaseId,
  title: form.title.trim(),
  tracks: [...form.tracks],
  visibility: chosen.community === null ? 'public' : 'community',
  community: chosen.community,
  at: new Date(form.when === 'now' ? now : Date.parse(form.at)).toISOString(),
});

/** So many that are out are shown at first. */
const OUT_SHOWN = 5;
/** Releases as the desk lists them: what comes, the earliest first, what failed, and what is out, the newest first. */
export function listed(releases: readonly Release[]) {
  const of = (state: Release['state']): Release[] =>
    releases
      .filter((release) => release.state === state)
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
  const out = of('out').toReversed();
  return { open: [...of('failed'), ...of('planned')], out: out.slice(0, OUT_SHOWN), older: out.slice(OUT_SHOWN) };
}
