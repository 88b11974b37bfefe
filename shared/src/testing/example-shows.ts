/** Examples of acts about shows and episodes. */
import type { MutationName } from '../registry.ts';
import { OWN, STRANGER, active, both, ofMembers, visible, type Example } from './example-people.ts';

export const exampleShows: { [N in Extract<MutationName, `show.${string}` | 'episode.ask'>]: Example<N> } = {
  'show.add': {
    keptOut: ofMembers('show.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ show, otherShow, community }) => [
      { id: show, feed: 'https://contes.example/radio.xml', visibility: 'community', community },
      { id: otherShow, feed: 'https://essais.example/flux?n=2', visibility: 'private', community: null },
    ],
  },
  'show.share': {
    keptOut: ofMembers('show.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ otherShow, community }) => [{ show: otherShow, visibility: 'community', community }],
  },
  'show.follow': {
    keptOut: STRANGER,
    logged: null,
    refuses: active,
    args: ({ show }) => [{ show, on: true, along: true }],
  },
  'episode.ask': {
    keptOut: both('episode.unknown'),
    logged: null,
    // A show of a community is for its members, as tracks are.
    refuses: { ...visible('episode.unknown'), administrator: 'episode.unknown' },
    args: ({ episode }) => [{ episode }],
  },
  'show.remove': { keptOut: OWN, logged: null, refuses: {}, args: ({ otherShow }) => [{ show: otherShow }] },
};
