/** The categories of works: a small fixed tree, the same in every installation, so that lists can be filtered offline. */
import { fold } from '../platform/fold.ts';

interface Category {
  key: string;
  /** The key of the category it belongs to; null: it stands at the top. */
  parent: string | null;
  label: { fr: string; en: string };
  /** Beginnings of words, folded, by which subjects of books name it, in the languages that books use for subjects. */
  words: readonly string[];
}

const category = (key: string, parent: string | null, fr: string, en: string, words: string): Category => ({
  key,
  parent,
  label: { fr, en },
  words: words.split(' ').map((word) => word.replaceAll('_', ' ')),
});

export const CATEGORIES: readonly Category[] = [
  category('fiction', null, 'Romans et récits', 'Fiction', 'fiction roman novel novela narrativa riwaya رواية'),
  category('crime', 'fiction', 'Policier', 'Crime', 'polici crime detective mystery mystere thriller'),
  category(
    'fantastic',
    'fiction',
    'Science-fiction et fantastique',
    'Science fiction and fantasy',
    'fantas science-fiction science_fiction dystop horror horreur anticipation',
  ),
  category('adventure', 'fiction', 'Aventure', 'Adventure', 'aventur adventur sea_stories whaling pirate'),
  category('love', 'fiction', 'Amour', 'Romance', 'romance love amour sentiment'),
  category('short', 'fiction', 'Nouvelles', 'Short stories', 'short_stor nouvelle cuento'),
  category('poetry', null, 'Poésie', 'Poetry', 'poet poes poem شعر'),
  category('theatre', null, 'Théâtre', 'Theatre', 'theat drama comedies tragedies teatro'),
  category('comics', null, 'Bande dessinée', 'Comics', 'comic bande_dessinee graphic_novel manga'),
  category('children', null, 'Jeunesse', 'Children', 'child juvenile jeunesse enfant infantil watoto'),
  category('tales', 'children', 'Contes', 'Tales', 'fairy tale conte legend fable folklore hadithi'),
  category('knowledge', null, 'Savoirs', 'Knowledge', 'essay essai non-fiction nonfiction education'),
  category('history', 'knowledge', 'Histoire', 'History', 'histor tarikh'),
  category('life', 'knowledge', 'Vies et mémoires', 'Lives and memoirs', 'biograph autobiograph memoir letters diar'),
  category('science', 'knowledge', 'Sciences', 'Science', 'scienc mathemat physi biolog chimie chemis astronom techn'),
  category('nature', 'knowledge', 'Nature et jardin', 'Nature and gardens', 'natur ecolog agricult jardin garden'),
  category('thought', 'knowledge', 'Philosophie', 'Philosophy', 'philosoph ethic ethique psycholog'),
  category('faith', 'knowledge', 'Religions', 'Religion', 'relig bible sermon spiritual coran quran theolog'),
  category('society', 'knowledge', 'Société', 'Society', 'societ social politi econom law droit anthropolog women'),
  category('travel', 'knowledge', 'Voyages', 'Travel', 'voyage travel geograph'),
  category('practical', null, 'Vie pratique', 'Practical', 'cook cuisine recipe recette health sante nutrition craft'),
];
const parents = new Map(CATEGORIES.map((c) => [c.key, c.parent]));

/** The category and those above it, the top one last. */
export function withParents(key: string): string[] {
  const parent = parents.get(key);
  return parent ? [key, ...withParents(parent)] : parent === null ? [key] : [];
}

/** Most categories that a work is put into, those above them not counted. */
const MOST = 4;

/**
 * The categories that a work's subjects name, in the order of the tree, with those above each. Subjects are free words,
 * so a work may be in none.
 */
export function categoriesOf(subjects: readonly string[]): string[] {
  const texts = subjects.map((subject) => ` ${fold(subject).replace(/[^\p{L}\p{N}-]+/gu, ' ')}`);
  const named = CATEGORIES.filter((c) => texts.some((text) => c.words.some((word) => text.includes(` ${word}`))));
  // What is under another named category says more than that one.
  const leaves = named.filter((c) => !named.some((other) => other.parent === c.key)).slice(0, MOST);
  const all = new Set(leaves.flatMap((c) => withParents(c.key)));
  return CATEGORIES.filter((c) => all.has(c.key)).map((c) => c.key);
}
