import * as z from 'zod/mini';
import { defineMutation } from '../sync/mutation.ts';
import { TEXT, preferencesValue, visibility } from './model.ts';
import { line, properName, prose } from '../platform/texts.ts';

/** Changes the fields of the profile that it names. */
export const profileUpdate = defineMutation({
  name: 'profile.update',
  version: 1,
  /** Only the given fields change. The avatar is uploaded online (accounts router). */
  args: z.strictObject({
    name: z.optional(properName(TEXT.name)),
    bio: z.optional(prose(TEXT.bio)),
    place: z.optional(line(TEXT.place)),
    visibility: z.optional(
      z.strictObject({ name: visibility, bio: visibility, place: visibility, avatar: visibility }),
    ),
  }),
  path: 'cold',
  byField: true,
  writes: (_args, { member }) => [{ e: 'profile', id: member }],
  optimistic(view, args, { member }) {
    const row = view.get('profile', member);
    if (!row) return [];
    const given = Object.fromEntries(Object.entries(args).filter(([, v]) => v !== undefined));
    return [{ e: 'profile', id: member, row: { ...row, ...given } }];
  },
});

/** Changes the preferences that it names. */
export const preferencesSet = defineMutation({
  name: 'preferences.set',
  version: 4,
  upcast: { 1: (args) => args, 2: (args) => args, 3: (args) => args },
  args: preferencesValue,
  path: 'cold',
  byField: true,
  writes: (_args, { member }) => [{ e: 'preferences', id: member }],
  optimistic(view, args, { member }) {
    const row = view.get('preferences', member);
    return [{ e: 'preferences', id: member, row: { id: member, value: { ...row?.value, ...args } } }];
  },
});
