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
  'release.out': 'Génne gii génn na ba noppi: soppil woy yi benn-benn.',
  'release.too_many': '{most, plural, other {# génne}}: mënoo am lu ko ëpp. Dindil benn jëkk.',
  'show.unknown': 'Emisioŋ bii amul, walla amul ci yaw.',
  'show.exists': 'Emisioŋ bii nekk na fi ba noppi.',
  'show.not_owner': 'Ki yokk emisioŋ bi rekk moo mën def loolu.',
  'show.not_member': 'Jëkkal bokk ci mbooloo mi.',
  'show.too_many': 'Emisioŋ {most, number}, mënuloo am lu ko ëpp: dindil benn, walla nga xaar ëllëg.',
  'show.unreachable': 'Barabu emisioŋ bi tontuwul. Amaana màkkaan bi baaxul.',
  'show.no_feed': 'Lii du màkkaanu podcast.',
  'show.too_large': 'Emisioŋ bii dafa réy lool: {most, number} Mo rekk.',
  'episode.unknown': 'Xaaj bii amul, walla amul ci yaw.',
  'episode.no_sound': 'Xaaj bii amul baat.',
  'episode.unreachable': 'Mënuñu woon yebbi baatu xaaj bii. Laajaatal ko ci kanam.',
  'episode.too_large': 'Xaaj bii dafa réy lool: {most, number} Mo rekk.',
  'episode.too_many': 'Xaaj {most, number} nga laaj: mënuloo laaj lu ko ëpp ci bis. Laajal yeneen ëllëg.',
} as const;
