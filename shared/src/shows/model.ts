/** Shows: podcasts that members bring, and their episodes (L7). Pure rules and shapes. */
import * as z from 'zod/mini';
import { communityId, episodeId, memberId, showId, trackId, type EpisodeId } from '../platform/ids.ts';
import { sha256Hex } from '../platform/sha256.ts';
import { trackVisibility } from '../tracks/model.ts';

/**
 * Most shows of a member altogether, of these for everybody, and added within a day; most episodes that a member asks
 * for within a day.
 */
export const MOST_SHOWS = { all: 100, public: 10, day: 100, asks: 30 } as const;
/** Most episodes that are kept of a show: the newest ones. */
export const MOST_EPISODES = 100;
/** Most episodes of a show that are written within a day, new or changed: each reaches every device that has it. */
export const MOST_WRITTEN = 200;
/** Most bytes of a feed, and of the sound of an episode. */
export const MOST_FEED = 10 * 1024 * 1024;
export const MOST_SOUND = 500 * 1024 * 1024;
/** Most characters of what a feed says about a show and about an episode. */
export const SHOW_TEXT = { title: 200, text: 4000, author: 200, language: 20 } as const;
export const EPISODE_TEXT = { title: 200, text: 1500, chapter: 200 } as const;
export const MOST_CHAPTERS = 100;
/** Most characters of an address. */
export const MOST_ADDRESS = 2000;

/**
 * The address of a feed as the server keeps it, so that one feed has one address; '' if it is none. Addresses that
 * begin as podcast apps write them (`feed:`, `podcast:` …) and those without a beginning are taken for https.
 */
export function plainAddress(text: string): string {
  const bare = text.trim().replace(/^(?:feed|itpc|pcast|podcast):(?:\/\/)?/i, '');
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`;
  if (bare === '' || /\s/.test(bare) || !URL.canParse(whole)) return '';
  const url = new URL(whole);
  const fit =
    /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.username === '' && url.password === '';
  url.hash = '';
  return fit && url.href.length <= MOST_ADDRESS ? url.href : '';
}
export const feedAddress = z.string().check(z.overwrite(plainAddress), z.minLength(1), z.maxLength(MOST_ADDRESS));

/**
 * A show. Until its feed was read its member alone has it; then it is in the scope of its member, of the community that
 * has it, or in the catalogue.
 */
export const showRow = z.object({
  id: showId,
  /** Who added it; null: their account is closed. */
  member: z.nullable(memberId),
  memberName: z.nullable(z.string()),
  visibility: trackVisibility,
  /** The community whose members see it. Null unless `visibility` is `community`. */
  community: z.nullable(communityId),
  /** The address of its feed. It may be personal, so only the member who added the show gets it; for others it is ''. */
  feed: z.string(),
  /** SHA-256 of the address of its feed, in hex, by which a list of another app is compared with it. */
  feedHash: z.string(),
  /** Until the feed was read: the host of its address. */
  title: z.string(),
  /** Without markup. This and the next texts are '' if the feed does not name them. */
  text: z.string(),
  author: z.string(),
  language: z.string(),
  /** The address of its pages: http or https. */
  site: z.string(),
  /** Base name of its cover: /media/pictures/<cover>-<s|m|l|x>.webp. */
  cover: z.nullable(z.string()),
  /** Whether its feed was not read yet, was read, or could not be read. */
  state: z.enum(['awaited', 'ready', 'failed']),
  /** Why its feed could not be read the last time; null: it could. */
  code: z.nullable(z.string()),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  addedAt: z.string(),
  /** When its feed was read last. */
  refreshedAt: z.nullable(z.string()),
});
export type Show = z.infer<typeof showRow>;

/** An episode of a show, in the scope of the show. It is heard as a track, which is made when somebody asks for it. */
export const episodeRow = z.object({
  id: episodeId,
  show: showId,
  title: z.string(),
  /** Without markup. */
  text: z.string(),
  publishedAt: z.string(),
  /** As the feed says, as `bytes`; null if it does not. */
  seconds: z.nullable(z.int()),
  bytes: z.nullable(z.int()),
  season: z.nullable(z.int()),
  number: z.nullable(z.int()),
  explicit: z.boolean(),
  /** In the order of time; `at` in seconds. None until the episode can be heard. */
  chapters: z.array(z.object({ at: z.number(), title: z.string() })),
  /**
   * `offered`: nobody has asked for it. `asked`: it is fetched and prepared. `ready`: it is heard as `track`. `failed`:
   * it could not be fetched or prepared, for the reason `code`.
   */
  state: z.enum(['offered', 'asked', 'ready', 'failed']),
  code: z.nullable(z.string()),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The track as which it can be heard; null unless it is ready. */
  track: z.nullable(trackId),
});
export type Episode = z.infer<typeof episodeRow>;

/** A show that the member follows. `along`: its new episodes are asked for, and taken along on Wi-Fi. */
export const showFollowRow = z.object({ id: showId, since: z.string(), along: z.boolean() });

/** The id of an episode: a UUIDv8 (RFC 9562) computed from a SHA-256 of what its feed calls it. */
export const episodeIdOf = (show: string, guid: string): EpisodeId =>
  sha256Hex(`${show}:${guid}`).replace(/^(.{8})(.{4}).(...).(...)(.{12}).*/, '$1-$2-8$3-8$4-$5') as EpisodeId;
