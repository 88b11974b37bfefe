/** What feeds sound to the browser piece by piece. */
import type { SoundQuality } from '@egoejo/shared/tracks/model.ts';

declare global {
  /** Media Source Extensions of iPhones (W3C, Media Source Extensions 2). */
  var ManagedMediaSource: typeof MediaSource | undefined;
}
/** Undefined: this browser has none, and may play HLS itself. */
export const mediaSource = (): typeof MediaSource | undefined =>
  globalThis.ManagedMediaSource ?? globalThis.MediaSource;

const isOpus = (quality: SoundQuality): boolean => quality.startsWith('opus');
export const mimeOf = (quality: SoundQuality): string =>
  `audio/mp4; codecs="${isOpus(quality) ? 'opus' : 'mp4a.40.2'}"`;
/** Whether this browser plays it. */
export const plays = (quality: SoundQuality): boolean => mediaSource()?.isTypeSupported(mimeOf(quality)) ?? false;
