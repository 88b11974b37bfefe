/** The lists of pieces by which players hear a track (L2): HLS (RFC 8216) and MPEG-DASH. Their addresses are relative. Pure. */
import { SOUND_QUALITIES } from '@egoejo/shared/tracks/model.ts';
import type { Sound } from './queries.ts';

/** Ticks a second in the manifest of DASH. */
const TICKS = 48_000;
const isOpus = ({ quality }: Pick<Sound, 'quality'>): boolean => quality.startsWith('opus');
const codecsOf = (sound: Pick<Sound, 'quality'>): string => (isOpus(sound) ? 'opus' : 'mp4a.40.2');

const secondsOf = ({ segments }: Sound): number => segments.reduce((sum, s) => sum + s.seconds, 0);
/** No piece is longer than this once both are rounded (RFC 8216, 4.3.3.1). */
const targetOf = ({ segments }: Sound): number => Math.max(1, ...segments.map((s) => Math.round(s.seconds)));

/** Bits a second: on average, and of the heaviest piece that is not too short to count (RFC 8216, 4.3.4.2). */
function bandwidthOf(sound: Sound): { average: number; peak: number } {
  const bits = (bytes: number, seconds: number): number => Math.ceil((bytes * 8) / Math.max(seconds, 0.001));
  const bytes = sound.segments.reduce((sum, s) => sum + s.bytes, 0);
  const average = bits(bytes, secondsOf(sound));
  const long = sound.segments.filter((s) => s.seconds >= targetOf(sound) / 2);
  return { average, peak: Math.max(average, ...long.map((s) => bits(s.bytes, s.seconds))) };
}

/** AAC first, since a player that chooses nothing begins with the first. */
const inOrder = (sounds: readonly Sound[]): Sound[] =>
  sounds.toSorted(
    (a, b) =>
      Number(isOpus(a)) - Number(isOpus(b)) || SOUND_QUALITIES.indexOf(a.quality) - SOUND_QUALITIES.indexOf(b.quality),
  );

/** The playlist that names those of all qualities. */
export function masterPlaylist(sounds: readonly Sound[]): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
  for (const sound of inOrder(sounds)) {
    const { average, peak } = bandwidthOf(sound);
    lines.push(
      `#EXT-X-STREAM-INF:BANDWIDTH=${peak},AVERAGE-BANDWIDTH=${average},CODECS="${codecsOf(sound)}"`,
      `${sound.quality}.m3u8`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The playlist of one quality. */
export function mediaPlaylist(sound: Sound): string {
  const head = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${targetOf(sound)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${sound.init}.mp4"`,
  ];
  const pieces = sound.segments.flatMap((s) => [`#EXTINF:${s.seconds.toFixed(6)},`, `${s.key}.m4s`]);
  return `${[...head, ...pieces, '#EXT-X-ENDLIST'].join('\n')}\n`;
}

/** The manifest of MPEG-DASH over the same pieces: one set of representations for each codec. */
export function dashManifest(sounds: readonly Sound[]): string {
  const seconds = Math.max(0, ...sounds.map(secondsOf));
  const sets = [false, true].map((opus) => inOrder(sounds).filter((sound) => isOpus(sound) === opus));
  return `<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-main:2011" type="static" \
mediaPresentationDuration="PT${seconds.toFixed(3)}S" minBufferTime="PT6S">
<Period>
${sets
  .filter((set) => set.length > 0)
  .map(
    (set) => `<AdaptationSet contentType="audio" mimeType="audio/mp4" startWithSAP="1">
${set.map(representation).join('\n')}
</AdaptationSet>`,
  )
  .join('\n')}
</Period>
</MPD>
`;
}

function representation(sound: Sound): string {
  const spans = sound.segments.map((s) => `<S d="${Math.round(s.seconds * TICKS)}"/>`).join('');
  const urls = sound.segments.map((s) => `<SegmentURL media="${s.key}.m4s"/>`).join('\n');
  return `<Representation id="${sound.quality}" codecs="${codecsOf(sound)}" bandwidth="${bandwidthOf(sound).peak}" \
audioSamplingRate="48000">
<SegmentList timescale="${TICKS}"><Initialization sourceURL="${sound.init}.mp4"/>
<SegmentTimeline>${spans}</SegmentTimeline>
${urls}
</SegmentList>
</Representation>`;
}
