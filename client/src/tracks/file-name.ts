/** What the name of a sound's file tells. Pure. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import { MOST_NUMBER, TRACK_TEXT } from '@egoejo/shared/tracks/model.ts';

/** « 03 - Nom_du_morceau.mp3 »: the number before the title, and the ending. */
const NUMBERED = /^(\d{1,3})[\s._-]+(?=\S)/;
const ENDING = /\.\w{2,5}$/;

/** The title and the number that a file's name tells; without them the name itself, and null. */
export function guessOf(name: string): { title: string; number: number | null } {
  const plain = plainLine(name.replace(ENDING, '').replaceAll('_', ' ')) || plainLine(name);
  const number = Number(NUMBERED.exec(plain)?.[1] ?? 0);
  const numbered = number >= 1 && number <= MOST_NUMBER;
  const title = numbered ? plain.replace(NUMBERED, '') : plain;
  return { title: cut(title, TRACK_TEXT.title), number: numbered ? number : null };
}
export const fileName = (name: string): string => cut(plainLine(name), TRACK_TEXT.fileName);
