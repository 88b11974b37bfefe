/** The messages of a room as a text that people read (T5). */
import type { Language } from '@egoejo/shared/platform/languages.ts';
import type { MemberId, RoomId } from '@egoejo/shared/platform/ids.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import type { MessageFile } from '@egoejo/shared/rooms/model.ts';
import type { Queryable } from '../platform/database/database.ts';

/** How many messages are in memory at once. */
const PAGE = 500;

interface Words {
  picture: string;
  voice: string;
  file: string;
  somebody: string;
  pinned: string;
  /** How long the room keeps messages. */
  kept: (days: number, from: string) => string;
}
const words: Readonly<Record<Language, Words>> = {
  fr: {
    picture: 'photo',
    voice: 'message vocal',
    file: 'fichier',
    somebody: 'Quelqu’un',
    pinned: 'épinglé',
    kept: (days, from) => `À partir du ${from}, les messages de plus de ${days} jours s’effacent.`,
  },
  en: {
    picture: 'photo',
    voice: 'voice note',
    file: 'file',
    somebody: 'Somebody',
    pinned: 'pinned',
    kept: (days, from) => `From ${from} on, messages older than ${days} days are erased.`,
  },
  es: {
    picture: 'foto',
    voice: 'nota de voz',
    file: 'archivo',
    somebody: 'Alguien',
    pinned: 'fijado',
    kept: (days, from) => `A partir del ${from}, los mensajes de más de ${days} días se borran.`,
  },
  ar: {
    picture: 'صورة',
    voice: 'رسالة صوتية',
    file: 'ملف',
    somebody: 'شخص ما',
    pinned: 'مثبَّتة',
    kept: (days, from) => `ابتداءً من ${from} تُمحى الرسائل التي مضى عليها أكثر من ${days} يومًا.`,
  },
  sw: {
    picture: 'picha',
    voice: 'ujumbe wa sauti',
    file: 'faili',
    somebody: 'Mtu fulani',
    pinned: 'umebandikwa',
    kept: (days, from) => `Kuanzia ${from}, ujumbe wa zaidi ya siku ${days} unafutwa.`,
  },
  wo: {
    picture: 'nataal',
    voice: 'kàddu',
    file: 'fichier',
    somebody: 'Kenn',
    pinned: 'tafees nañu ko',
    kept: (days, from) => `Dale ${from}, bataaxal yi weesu ${days} fan dañu leen di far.`,
  },
};

/** The days for which a room keeps messages, and from when on it erases older ones. */
interface Kept {
  days: number;
  from: Date;
}
interface Line {
  no: number;
  name: string | null;
  text: string;
  at: Date;
  kind: MessageFile['kind'] | null;
  file: string | null;
  seconds: number | null;
  pinned: boolean;
}

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
function fileOf({ kind, file, seconds }: Line, said: Words): string[] {
  if (kind === null) return [];
  if (kind === 'picture') return [`[${said.picture}]`];
  return [kind === 'voice' ? `[${said.voice} ${clock(seconds ?? 0)}]` : `[${said.file} ${plainLine(file ?? '')}]`];
}

/**
 * One message. Its further lines are indented, so that no text looks like another message; a name stands in Unicode's
 * isolates, so that one that reads from right to left moves nothing around it.
 */
function lineOf(line: Line, said: Words, time: Intl.DateTimeFormat): string {
  const name = plainLine(line.name ?? '') || said.somebody;
  const text = line.text === '' ? [] : line.text.split('\n').map(plainLine);
  const [first = '', ...more] = text;
  const signs = [...fileOf(line, said), ...(line.pinned ? [`[${said.pinned}]`] : [])];
  const shown = [[first, ...signs].filter((part) => part !== '').join(' '), ...more];
  return `[${time.format(line.at)}] \u2068${name}\u2069: ${shown.join('\n    ')}\n`;
}

/**
 * Yields how long the room keeps messages, if not for ever, and those that it shows, oldest first, in pages of text. It
 * ends early when the member is put out of the room. It gives the names of files, not their contents. It is a record of
 * the room, so it also has the messages of people whom the member has blocked.
 */
export async function* exportText(
  db: Queryable,
  { room, title, member, kept }: { room: RoomId; title: string; member: MemberId; kept: Kept | null },
  { language, zone }: { language: Language; zone: string },
): AsyncGenerator<string> {
  const said = words[language];
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
  if (title !== '') yield `${plainLine(title)}\n\n`;
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone });
  if (kept !== null) yield `${said.kept(kept.days, day.format(kept.from))}\n\n`;
  for (let after = 0; ;) {
    const page = await db.query<Line>(
      `select m.no, m.name, m.text, m.created_at as at, f.kind, f.name as file, f.seconds,
         m.pinned_at is not null as pinned
        from message m left join message_file f on f.message = m.id and f.state = 'stored'
        where m.room = $1 and m.no > $2 and m.state = 'shown' and room_visible($3, $1) order by m.no limit ${PAGE}`,
      [room, after, member],
    );
    if (page.length > 0) yield page.map((line) => lineOf(line, said, time)).join('');
    if (page.length < PAGE) return;
    after = page.at(-1)!.no;
  }
}
