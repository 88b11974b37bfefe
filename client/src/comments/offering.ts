/** Whom to offer while a mention is typed. Pure. */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { LETTER, type Person } from './mentions.ts';

/** Most people offered at once. */
const MOST_OFFERED = 6;

/** A mention that is being typed: where its `@` stands, and who is offered. */
interface Typing {
  at: number;
  offered: readonly Person[];
}

/** Whom to offer for the text before the cursor; null: no mention is being typed. */
export function typingOf(text: string, cursor: number, people: readonly Person[]): Typing | null {
  const at = text.lastIndexOf('@', cursor - 1);
  if (at < 0 || cursor <= at || LETTER.test(text[at - 1] ?? ' ')) return null;
  const typed = fold(text.slice(at + 1, cursor));
  if (/\n|^\s/.test(typed)) return null;
  const begins = (name: string): boolean =>
    name
      .split(/[\s-]+/)
      .map((_, i, words) => words.slice(i).join(' '))
      .some((words) => words.startsWith(typed.replaceAll('-', ' ')));
  const offered = people.filter(({ name }) => begins(fold(name)) && fold(name) !== typed.trimEnd());
  return offered.length > 0 ? { at, offered: offered.slice(0, MOST_OFFERED) } : null;
}

/** The text in which this person is mentioned in place of what was typed, and where the cursor goes. */
export function withMention(
  text: string,
  cursor: number,
  at: number,
  { name }: Pick<Person, 'name'>,
): { text: string; cursor: number } {
  const after = text.slice(cursor);
  const before = `${text.slice(0, at)}@${name}${/^\s/.test(after) ? '' : ' '}`;
  return { text: before + after, cursor: before.length };
}
