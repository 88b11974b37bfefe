/** The form of a meeting: its content, what is still wrong with it, and what is sent. Pure. */
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { details, MOST_PLACES, type Meeting } from '@egoejo/shared/meetings/model.ts';
import { newId, type CommunityId, type MeetingId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { localTime } from '../ui/forms/local-time.ts';

export interface MeetingForm {
  /** Made when the form is first edited, so that sending twice plans one meeting; '' before. */
  id: string;
  /** '' until it is chosen. */
  community: string;
  title: string;
  text: string;
  place: string;
  link: string;
  /** As `datetime-local` has it. */
  starts: string;
  minutes: number;
  /** Digits; '': everybody finds a place. */
  places: string;
}
export const EMPTY_MEETING: MeetingForm = {
  id: '',
  community: '',
  title: '',
  text: '',
  place: '',
  link: '',
  starts: '',
  minutes: 120,
  places: '',
};
/** How long meetings usually are, minutes. */
export const LENGTHS = [30, 60, 90, 120, 180, 240, 480] as const;

/** The form after a change. */
export const changed = (form: MeetingForm, change: Partial<MeetingForm>): MeetingForm => ({
  ...form,
  id: form.id || newId(),
  ...change,
});
export const formOf = (m: Meeting): MeetingForm => ({
  id: m.id,
  community: m.community,
  title: m.title,
  text: m.text,
  place: m.place,
  link: m.link,
  starts: localTime(m.startsAt),
  minutes: m.minutes,
  places: m.places === null ? '' : String(m.places),
});

/** What people type without it gets its scheme; '' stays ''. */
const address = (typed: string): string => {
  const trimmed = typed.trim();
  return trimmed === '' || /^[a-z]+:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
};
const isAddress = (v: string): boolean => details.link.safeParse(v).success;
const placesOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));

export type MeetingFault = 'community' | 'title' | 'starts' | 'link' | 'places';
/**
 * The fields that prevent the meeting from being sent.
 * @param now milliseconds since 1970
 * @param before the meeting that is changed: its time may stay although it has begun
 */
export function faultsOf(form: MeetingForm, now: number, before?: Meeting): MeetingFault[] {
  const at = Date.parse(form.starts);
  const stays = before !== undefined && form.starts === localTime(before.startsAt);
  const places = placesOf(form.places);
  const wrong: Record<MeetingFault, boolean> = {
    community: form.community === '',
    title: !isVisible(form.title),
    starts: !stays && !(at > now),
    link: !isAddress(address(form.link)),
    places: places !== null && !(Number.isInteger(places) && places >= 1 && places <= MOST_PLACES),
  };
  return (Object.keys(wrong) as MeetingFault[]).filter((field) => wrong[field]);
}

/** True when nothing worth keeping was typed. */
export const isBlank = ({ title, text, place, link, starts }: MeetingForm): boolean =>
  [title, text, place, link, starts].every((v) => !isVisible(v));

/** What the form says of the meeting; call it only without faults. `before`: as in `faultsOf`. */
const detailsOf = (form: MeetingForm, before?: Meeting) => ({
  title: form.title.trim(),
  text: form.text.trim(),
  place: form.place.trim(),
  link: address(form.link),
  startsAt:
    before && form.starts === localTime(before.startsAt) ? before.startsAt : new Date(form.starts).toISOString(),
  minutes: form.minutes,
  places: placesOf(form.places),
});
export const planArgs = (form: MeetingForm): MutationArgs<'meeting.plan'> => ({
  id: form.id as MeetingId,
  community: form.community as CommunityId,
  ...detailsOf(form),
});
export const editArgs = (form: MeetingForm, before: Meeting): MutationArgs<'meeting.edit'> => ({
  meeting: before.id,
  ...detailsOf(form, before),
});
