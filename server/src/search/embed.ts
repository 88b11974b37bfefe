/**
 * Texts as vectors whose angle says how near their meanings are. Ours counts features of words by hashing (Weinberger
 * et al., *Feature Hashing for Large Scale Multitask Learning*, 2009): it needs no model, no memory and no network.
 */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { stem } from '@egoejo/shared/search/stem.ts';
import { COMMON, STOP } from './common-words.ts';
import { conceptsOf } from './thesaurus.ts';

/** Turns texts into vectors. Another model is another implementation with another name. */
export interface Embedder {
  /** Stored with each vector: vectors of another name are made anew. */
  readonly name: string;
  /** Numbers in a vector. */
  readonly size: number;
  /** A unit vector for each text; all zeros for a text that says nothing. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}

const SIZE = 256;
/** Longer texts say no more for this purpose. */
const MOST_WORDS = 400;
/**
 * How much each kind of feature says: a concept says twice what one of its words says; all n-grams of a word together
 * bring the forms of a name and mistyped words nearer.
 */
const WEIGHT = { concept: 1, ofConcept: 0.5, word: 0.75, grams: 0.2 } as const;
/** A word that stands in most proposals says this part of what another one says. */
const COMMON_PART = 0.25;

/** FNV-1a, 32 bits, with a last mix so that the high bits are as good as the low ones. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Parts of three letters, with the ends of the word. */
function gramsOf(word: string): string[] {
  const whole = `<${word}>`;
  return Array.from({ length: Math.max(0, whole.length - 2) }, (_, i) => whole.slice(i, i + 3));
}

/** Words that say something, folded. */
const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => w.length > 1 && w.length <= 40 && !STOP.has(w))
    .slice(0, MOST_WORDS);

/** The features of a text with their weights. */
function featuresOf(text: string): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (feature: string, weight: number) => sums.set(feature, (sums.get(feature) ?? 0) + weight);
  for (const word of wordsOf(text)) {
    const root = stem(word);
    const part = COMMON.has(root) ? COMMON_PART : 1;
    const concepts = conceptsOf(word);
    add(`s${root}`, part * (concepts.length > 0 ? WEIGHT.ofConcept : WEIGHT.word));
    for (const concept of concepts) add(`c${concept}`, (part * WEIGHT.concept) / Math.sqrt(concepts.length));
    const grams = gramsOf(word);
    for (const gram of grams) add(`g${gram}`, (part * WEIGHT.grams) / Math.sqrt(grams.length));
  }
  return sums;
}

/** The vector of one text by hashed features. */
function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(SIZE);
  for (const [feature, sum] of featuresOf(text)) {
    const h = hash(feature);
    vector[h % SIZE]! += (h & 0x8000_0000 ? -1 : 1) * sum;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((x) => x / length);
}

/** Ours, the default. Its name changes whenever its vectors do. */
export const hashed: Embedder = { name: 'hashed-2', size: SIZE, embed: async (texts) => texts.map(vectorOf) };
