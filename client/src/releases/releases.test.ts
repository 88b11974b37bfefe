/** The form of a release, and how releases are listed (L8). */
import { expect, it } from 'vitest';
import type { CommunityId, ReleaseId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { MOST_RELEASE_TRACKS, type Release } from '@egoejo/shared/releases/model.ts';
import { changed, emptyForm, faultsOf, formOf, listed, moved, planArgs, withTrack } from './form.ts';

const NOW = Date.parse('2026-03-06T12:00:00Z');
const [A, B, C] = ['a', 'b', 'c'] as TrackId[] as [TrackId, TrackId, TrackId];
const TOWN = 'town' as CommunityId;

it('L8: tracks are chosen, taken out and put in order', () => {
  expect(withTrack(withTrack([A], B, true), A, true)).toEqual([B, A]);
  expect(withTrack([A, B], A, false)).toEqual([B]);
  expect(moved([A, B, C], C, -1)).toEqual([A, C, B]);
  expect(moved([A, B, C], A, 1)).toEqual([B, A, C]);
  expect(moved([A, B, C], A, -1)).toEqual([A, B, C]);
  expect(moved([A, B, C], C, 1)).toEqual([A, B, C]);
});

it('L8: a form says what is still wrong with it', () => {
  const empty = emptyForm(true);
  expect(faultsOf(empty, true, NOW)).toEqual(['title', 'tracks', 'community']);
  const full = { ...empty, title: 'Contes', tracks: [A] };
  expect(faultsOf(full, false, NOW)).toEqual([]);
  expect(faultsOf({ ...full, when: 'later' }, false, NOW)).toEqual(['at']);
  expect(faultsOf({ ...full, when: 'later', at: '2026-03-01T10:00' }, false, NOW)).toEqual(['at']);
  expect(faultsOf({ ...full, when: 'later', at: '2026-03-09T10:00' }, false, NOW)).toEqual([]);
  const many = Array.from({ length: MOST_RELEASE_TRACKS + 1 }, (_, i) => String(i) as TrackId);
  expect(faultsOf({ ...full, tracks: many }, false, NOW)).toEqual(['many']);
});

it('L8: what is sent is what was chosen, under one id', () => {
  const first = changed(emptyForm(false), { title: ' Contes ', tracks: [B, A] });
  const form = changed(first, { shared: { visibility: 'public', community: TOWN } });
  expect(form.id).toBe(first.id);
  expect(planArgs(form, { visibility: 'public', community: null }, NOW)).toEqual({
    id: form.id,
    title: 'Contes',
    tracks: [B, A],
    visibility: 'public',
    community: null,
    at: '2026-03-06T12:00:00.000Z',
  });
  const later = { ...form, when: 'later' as const, at: '2026-03-09T10:00' };
  const sent = planArgs(later, { visibility: 'community', community: TOWN }, NOW);
  expect([sent.visibility, sent.community]).toEqual(['community', TOWN]);
  expect(formOf(sent, NOW)).toEqual({
    ...later,
    title: 'Contes',
    shared: { visibility: 'community', community: TOWN },
  });
  // A time that is past is not offered again.
  expect(formOf(sent, Date.parse('2026-03-20T00:00:00Z'))).toMatchObject({ when: 'now', at: '' });
});

it('L8: the desk lists what failed and what comes, the earliest first, then what is out, the newest first', () => {
  const release = (id: string, state: Release['state'], day: number): Release => ({
    id: id as ReleaseId,
    title: id,
    tracks: [A],
    visibility: 'public',
    community: null,
    at: `2026-03-${String(day).padStart(2, '0')}T00:00:00Z`,
    state,
    code: null,
  });
  const out = [1, 2, 3, 4, 5, 6].map((day) => release(`out ${day}`, 'out', day));
  const all = [...out, release('late', 'planned', 20), release('soon', 'planned', 10), release('no', 'failed', 30)];
  const { open, out: shown, older } = listed(all);
  expect(open.map(({ id }) => id)).toEqual(['no', 'soon', 'late']);
  expect(shown.map(({ id }) => id)).toEqual(['out 6', 'out 5', 'out 4', 'out 3', 'out 2']);
  expect(older.map(({ id }) => id)).toEqual(['out 1']);
});
