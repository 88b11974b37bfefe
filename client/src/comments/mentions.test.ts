import { expect, it } from 'vitest';
import type { Comment } from '@egoejo/shared/comments/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { mentionedIn, partsOf, peopleOf, type Person } from './mentions.ts';
import { typingOf, withMention } from './offering.ts';

const person = (id: string, name: string, wrote = ''): Person => ({ id: id as MemberId, name, wrote });
const [awa, awaDiop, moussa, otherMoussa, ngozi] = [
  person('1', 'Awa'),
  person('2', 'Awa Diop'),
  person('3', 'Moussa'),
  person('4', 'Moussa'),
  person('5', 'Ngozi Ọ. Adé-Bello'),
] as const;
const all = [awa, awaDiop, moussa, ngozi];
const none: ReadonlySet<MemberId> = new Set();

it('people are those who signed what is shown, by their last name, the last writer first', () => {
  const rows = [
    { author: '1', name: 'Awa', state: 'shown', createdAt: '1' },
    { author: '1', name: 'Awa D.', state: 'shown', text: 'Oui', createdAt: '3' },
    { author: '2', name: 'Moussa', state: 'shown', text: 'Non', createdAt: '4' },
    { author: null, name: null, state: 'shown', createdAt: '6' },
    { author: '4', name: null, state: 'shown', createdAt: '7' },
    { author: '5', name: 'Léa', state: 'hidden', createdAt: '8' },
  ] as Comment[];
  expect(peopleOf(rows)).toEqual([person('2', 'Moussa', 'Non'), person('1', 'Awa D.', 'Oui')]);
});

it('a mention is @ and a whole name, the longest that fits; an address is none', () => {
  const text = '@Awa Diop et @Awa, écrivez à moi@Awa ou @Awalé ; merci @Ngozi Ọ. Adé-Bello. @Awa-Marie';
  expect(partsOf(text, all).map((p) => [p.text, p.people.map((who) => who.id).join()])).toEqual([
    ['@Awa Diop', '2'],
    [' et ', ''],
    ['@Awa', '1'],
    [', écrivez à moi@Awa ou @Awalé ; merci ', ''],
    ['@Ngozi Ọ. Adé-Bello', '5'],
    ['. @Awa-Marie', ''],
  ]);
  expect(mentionedIn(`${text} @Awa`, all, none)).toEqual(['2', '1', '5']);
});

it('of people with one name those who were picked are mentioned, all of them if none was', () => {
  const people = [moussa, otherMoussa];
  expect(mentionedIn('@Moussa', people, none)).toEqual(['3', '4']);
  expect(mentionedIn('@Moussa', people, new Set([otherMoussa.id]))).toEqual(['4']);
});

it('offers people by the beginning of any word of their name, whatever the accents, until the name is complete', () => {
  const offered = (text: string, cursor = text.length) =>
    typingOf(text, cursor, all)
      ?.offered.map((who) => who.id)
      .join('') ?? null;
  expect(offered('@')).toBe('1235');
  expect(offered('Oui @aw')).toBe('12');
  expect(offered('@DIO')).toBe('2');
  expect(offered('@ade')).toBe('5');
  expect(offered('@Moussa')).toBe(null);
  expect(offered('@Awa')).toBe('2');
  expect(offered('@Awa ')).toBe('2');
  for (const text of ['moi@aw', '@zz', '@ aw', '@\naw', 'aw']) expect(offered(text)).toBe(null);
  expect(offered('@aw et la suite', 3)).toBe('12');
});

it('puts the name in place of what was typed, with one space behind it', () => {
  expect(withMention('Oui @mo', 7, 4, moussa)).toEqual({ text: 'Oui @Moussa ', cursor: 12 });
  expect(withMention('@mo merci', 3, 0, moussa)).toEqual({ text: '@Moussa merci', cursor: 7 });
});
