/** Machine-made translation; a native reader has not checked it yet. */
import { trackRefusals } from './refusals-tracks.ts';

export const listeningRefusals = {
  ...trackRefusals,
  'playlist.unknown': 'Lim bii amul, walla amul ci yaw.',
  'playlist.exists': 'Sos nañu lim bii ba noppi.',
  'playlist.not_owner': 'Ki sos lim bi rekk moo mën def loolu.',
  'playlist.not_member': 'Jëkkal bokk ci mbooloo mi.',
  'playlist.too_many': 'Lim {most, number}, mënuloo am lu ko ëpp: jëkkal dindi benn.',
  'playlist.full': 'Lim bi mënul am lu ëpp woy {most, number}. Dindil yenn yi, walla nga tàmbali beneen lim.',
  'like.too_many': 'Woy {most, number} yu la neex, mënuloo yokk lu ko ëpp: jëkkal dindi yenn yi.',
} as const;
