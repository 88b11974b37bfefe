/**
 * The words of a track: its lyrics, or what is said in it. They are one text; a line that begins with a time in
 * brackets, as in files of lyrics (LRC), is heard then: `[1:23.4] Le puits est profond`. Pure.
 */
import { cut } from '../platform/cut.ts';

/**
 * `part`: most characters of one part, so that it fits into one act. `parts`: most parts of a track. `line`: a longer
 * line is cut into several.
 */
export const WORDS = { part: 8000, parts: 32, line: 1000 } as const;
/** Most characters of the words of a track: less than full parts have, since a part ends where a line does. */
export const MOST_WORDS = 220_000;
/** Most characters of a file that are looked at, and most times of one line of lyrics. */
const MOST_FILE = 2_000_000;
const MOST_TIMES = 100;

export interface WordsLine {
  /** The second at which the line is heard; null: the words do not tell it. */
  at: number | null;
  text: string;
}

const STAMP = /^\s*\[(\d{1,3}):(\d{2}(?:[.:]\d{1,3})?)\]/;
/** What a file of lyrics says about itself before its first line: `[ar:Awa]`. */
const LRC_TAG = /^\s*\[(?:#|al|ar|au|by|id|la|length|lr|offset|re|ti|tool|ve):[^\]]*\]\s*$/i;
const CUE = /^\s*(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s+-->/;

const secondsOf = (minutes: string, seconds: string): number =>
  Number(minutes) * 60 + Number(seconds.replace(':', '.'));

/** Reads the words, line by line. Two lines without words that follow each other are one. */
export function linesOf(words: string): WordsLine[] {
  const lines = words.split('\n').map((line): WordsLine => {
    const [stamp, minutes, seconds] = STAMP.exec(line) ?? [];
    return stamp === undefined || minutes === undefined || seconds === undefined
      ? { at: null, text: line.trim() }
      : { at: secondsOf(minutes, seconds), text: line.slice(stamp.length).trim() };
  });
  return lines.filter(({ text }, i) => text !== '' || (i > 0 && lines[i - 1]?.text !== ''));
}

/** Which of the lines is heard at a place in seconds; -1: none has begun. */
export const lineAt = (lines: readonly WordsLine[], place: number): number =>
  lines.findLastIndex(({ at }) => at !== null && at <= place);

const written = (at: number, text: string): string => {
  const tenths = Math.round(at * 10);
  const seconds = (tenths % 600) / 10;
  return `[${Math.floor(tenths / 600)}:${seconds.toFixed(1).padStart(4, '0')}] ${text}`;
};

/**
 * The words of a file: WebVTT, SubRip (.srt), lyrics (.lrc), a transcript of Podcasting 2.0 (JSON), or a plain text.
 * '' if there are none. Longer ones are cut at the end of a line.
 */
export function readWords(file: string): string {
  const text = file
    .slice(0, MOST_FILE)
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n');
  const lines = segmentsOf(text) ?? (text.split('\n').some((l) => CUE.test(l)) ? cuesOf(text) : lyricsOf(text));
  let length = 0;
  const kept = lines.findIndex((line) => (length += line.length + 1) > MOST_WORDS);
  return (kept < 0 ? lines : lines.slice(0, kept)).join('\n').trim();
}

/** Captions: blocks of a time and the lines that are shown then. */
function cuesOf(text: string): string[] {
  return text.split(/\n{2,}/).flatMap((block) => {
    const lines = block.split('\n');
    const i = lines.findIndex((line) => CUE.test(line));
    const [, hours = '0', minutes = '0', seconds = '0', part = '0'] = CUE.exec(lines[i] ?? '') ?? [];
    const said = plain(lines.slice(i + 1).join(' '));
    return i < 0 || said === ''
      ? []
      : [written(secondsOf(String(Number(hours) * 60 + Number(minutes)), `${seconds}.${part}`), said)];
  });
}

/**
 * Without marks; who speaks stands before what they say. A mark is short, and none holds the beginning of another, so
 * the time grows with the text and not with its square.
 */
const plain = (text: string): string =>
  text
    .replaceAll(/<v(?:\.[^\s<>]{1,80})?[ \t]([^<>]{1,200})>/g, '$1: ')
    .replaceAll(/<[^<>]{0,200}>|\{\\[^{}]{0,200}\}/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();

/**
 * Lyrics or plain lines, in their order. A line with several times is sung at each of them, so lyrics that have such
 * lines are put in the order of time; a line without a time stays below the line that it follows.
 */
function lyricsOf(text: string): string[] {
  const head: string[] = [];
  const timed: { at: number; lines: string[] }[] = [];
  let several = false;
  let before = head;
  for (const line of text.trimEnd().split('\n')) {
    const at: number[] = [];
    let rest = line;
    for (let found = STAMP.exec(rest); found && at.length < MOST_TIMES; found = STAMP.exec(rest)) {
      at.push(secondsOf(found[1]!, found[2]!));
      rest = rest.slice(found[0].length);
    }
    several ||= at.length > 1;
    const sung = at.map((seconds) => ({ at: seconds, lines: [written(seconds, rest.trim())] }));
    timed.push(...sung);
    if (sung[0]) before = sung[0].lines;
    else before.push(line.trimEnd());
  }
  const inOrder = several ? timed.toSorted((a, b) => a.at - b.at) : timed;
  return [
    ...(timed.length > 0 ? head.filter((line) => !LRC_TAG.test(line)) : head),
    ...inOrder.flatMap(({ lines }) => lines),
  ];
}

/** What ends a line of a transcript whose segments are single words. */
const ENDS = /[.!?…]["»”]?$/;
/** A longer line of such a transcript ends at its next word. */
const LONG_LINE = 80;

/** The segments of a JSON transcript; null: it is none. */
function segmentsOf(text: string): string[] | null {
  if (!text.trimStart().startsWith('{')) return null;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // Lyrics may begin with a brace.
    return null;
  }
  const list = read !== null && typeof read === 'object' && 'segments' in read ? read.segments : null;
  if (!Array.isArray(list)) return null;
  const lines: { at: number; said: string }[] = [];
  for (const segment of list as unknown[]) {
    if (segment === null || typeof segment !== 'object' || !('body' in segment) || !('startTime' in segment)) continue;
    const at = Number(segment.startTime);
    const said = typeof segment.body === 'string' ? plain(segment.body) : '';
    if (!Number.isFinite(at) || at < 0 || said === '') continue;
    const last = lines.at(-1);
    if (last && last.said.length < LONG_LINE && !said.includes(' ') && !ENDS.test(last.said)) last.said += ` ${said}`;
    else lines.push({ at, said });
  }
  return lines.map(({ at, said }) => written(at, said));
}

/** The pieces of a line, which ends where a word does, and never within a sign. Together they are the line. */
function* piecesOf(line: string): Generator<string> {
  let from = 0;
  do {
    let to = from + WORDS.line;
    if (to < line.length) {
      const space = line.lastIndexOf(' ', to - 1);
      to = space > from ? space + 1 : from + cut(line.slice(from), WORDS.line).length;
    }
    yield line.slice(from, to);
    from = to;
  } while (from < line.length);
}

/** The words in parts that fit into acts, cut between lines. At least one, which may be empty. */
export function partsOf(words: string): string[] {
  const parts: string[] = [''];
  for (const whole of cut(words, MOST_WORDS).split('\n'))
    for (const line of piecesOf(whole)) {
      const last = parts.length - 1;
      if (parts[last] === '') parts[last] = line;
      else if (parts[last]!.length + 1 + line.length <= WORDS.part) parts[last] += `\n${line}`;
      else parts.push(line);
    }
  return parts;
}
