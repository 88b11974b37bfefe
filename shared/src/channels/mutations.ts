import { defineMutation } from '../sync/mutation.ts';
import { channelsValue } from './model.ts';

/** Chooses how the member is told: the topics, mails and quiet hours that it names. */
export const channelsSet = defineMutation({
  name: 'channels.set',
  version: 4,
  upcast: { 1: (args) => args, 2: (args) => args, 3: (args) => args },
  args: channelsValue,
  path: 'cold',
  byField: true,
  writes: (_args, { member }) => [{ e: 'channels', id: member }],
  optimistic(view, args, { member }) {
    const row = view.get('channels', member);
    return [{ e: 'channels', id: member, row: { id: member, value: { ...row?.value, ...args } } }];
  },
});
