/** What RFC 8216 demands of the playlists that we write. */

type Fault = string;

/** The faults of a playlist: none if it is valid. */
export function faultsOf(text: string): Fault[] {
  const lines = text.split('\n').filter((line) => line !== '' && !/^#(?!EXT)/.test(line));
  const faults: Fault[] = [];
  const must = (holds: boolean, fault: Fault): void => void (holds || faults.push(fault));
  const valuesOf = (tag: string): string[] =>
    lines.filter((line) => line === tag || line.startsWith(`${tag}:`)).map((line) => line.slice(tag.length + 1));
  must(text.startsWith('#EXTM3U\n'), '4.3.1.1: the first line is EXTM3U');
  must(!/[^\P{Cc}\n]|^\ufeff/u.test(text), '4.1: no control characters and no byte order mark');
  must(valuesOf('#EXT-X-VERSION').length === 1, '4.3.1.2: one version');
  for (const uri of lines.filter((line) => !line.startsWith('#')))
    must(/^[\w.-]+$/.test(uri), `an address is relative: ${uri}`);
  const version = Number(valuesOf('#EXT-X-VERSION')[0]);
  return lines.some((line) => line.startsWith('#EXT-X-STREAM-INF'))
    ? [...faults, ...faultsOfMaster(lines)]
    : [...faults, ...faultsOfMedia(lines, valuesOf, version)];
}

function faultsOfMaster(lines: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  if (lines.some((line) => /^#EXT(INF|-X-(TARGETDURATION|MEDIA-SEQUENCE|ENDLIST|MAP|PLAYLIST-TYPE))/.test(line)))
    faults.push('4.1: a master playlist has no tags of media');
  for (const [i, line] of lines.entries()) {
    if (!line.startsWith('#EXT-X-STREAM-INF:')) continue;
    if (!/[:,]BANDWIDTH=[1-9]\d*(,|$)/.test(line)) faults.push('4.3.4.2: a variant says its bandwidth');
    if (!/[:,]CODECS="[\w.,]+"/.test(line)) faults.push('4.3.4.2: a variant should say its codecs');
    if (lines[i + 1]?.startsWith('#') !== false) faults.push('4.3.4.2: an address follows each variant');
  }
  return faults;
}

function faultsOfMedia(lines: readonly string[], valuesOf: (tag: string) => string[], version: number): Fault[] {
  const faults: Fault[] = [];
  const [target, ...others] = valuesOf('#EXT-X-TARGETDURATION');
  if (!/^\d+$/.test(target ?? '') || others.length > 0) faults.push('4.3.3.1: one target duration, whole');
  const lengths = valuesOf('#EXTINF').map((value) => value.split(',')[0] ?? '');
  for (const length of lengths) {
    if (!/^\d+(\.\d+)?$/.test(length)) faults.push('4.3.2.1: a length is a number');
    if (Math.round(Number(length)) > Number(target)) faults.push('4.3.3.1: no piece is longer than the target');
  }
  if (lengths.length === 0) faults.push('there are pieces');
  if (lengths.some((length) => length.includes('.')) && version < 3) faults.push('7: fractions need version 3');
  if (valuesOf('#EXT-X-MAP').length > 0 && version < 6) faults.push('7: EXT-X-MAP needs version 6');
  if (valuesOf('#EXT-X-MAP').some((map) => !/^URI="[\w.-]+"$/.test(map))) faults.push('4.3.2.5: a map has an address');
  const first = lines.findIndex((line) => !line.startsWith('#'));
  if (lines.findIndex((line) => line.startsWith('#EXT-X-MAP')) > first)
    faults.push('3: the map comes before the pieces');
  if (lines.findIndex((line) => line.startsWith('#EXT-X-MEDIA-SEQUENCE')) > first)
    faults.push('4.3.3.2: the media sequence comes before the pieces');
  for (const [i, line] of lines.entries())
    if (!line.startsWith('#') && !lines[i - 1]?.startsWith('#EXTINF:')) faults.push('4.3.2.1: each piece has a length');
  if (valuesOf('#EXT-X-PLAYLIST-TYPE').includes('VOD') && lines.at(-1) !== '#EXT-X-ENDLIST')
    faults.push('6.2.1: what is whole says its end');
  return faults;
}
