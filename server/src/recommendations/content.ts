/**
 * What works have in common: series, authors, subjects, words of the title. For each kind, the cosine of vectors of
 * inverse document frequencies ln(works ÷ works that have it) (Spärck Jones 1972; Salton and Buckley 1988, with each
 * term once); the similarity is the weighted sum over the kinds.
 */
import type { WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import type { Sums } from './sums.ts';
import { contentKinds, type ContentKind, type Tuning } from './evaluate/tuning.ts';

export interface Content {
  /** Adds `weight` × similarity of `work` to each work that shares something with it; to itself too. */
  addSimilar(sums: Sums, work: number, weight: number): void;
  common(a: number, b: number): Common;
}

/** What two works have in common: their similarity, and of each kind the rarest thing, as it was first written. */
interface Common {
  similarity: number;
  names: Partial<Record<ContentKind, string>>;
}

interface Term {
  id: number;
  kind: ContentKind;
  /** As first written. */
  name: string;
  works: number[];
  /** Of each of `works`, in the same order. */
  weights: number[];
}

/** @param works in the order of their indexes */
export function describeContent(works: readonly WorkDescription[], kinds: Tuning['kinds']): Content {
  const known = new Map<string, Term>();
  // The terms of each work, with the place of the work among the term's.
  const ofWork = works.map((work, index) =>
    contentKinds.flatMap((kind) =>
      [...namesOf(work, kind)].map(([key, name]) => {
        const id = `${kind} ${key}`;
        const term = known.get(id) ?? { id: known.size, kind, name, works: [], weights: [] };
        known.set(id, term);
        return { term, at: term.works.push(index) - 1 };
      }),
    ),
  );
  const rarity = (term: Term): number => Math.log(works.length / term.works.length);
  for (const mine of ofWork) {
    for (const kind of contentKinds) {
      const same = mine.filter(({ term }) => term.kind === kind);
      const norm = Math.sqrt(same.reduce((sum, { term }) => sum + rarity(term) ** 2, 0));
      for (const { term, at } of same) term.weights[at] = norm > 0 ? (Math.sqrt(kinds[kind]) * rarity(term)) / norm : 0;
    }
  }
  for (const mine of ofWork) mine.sort((a, b) => a.term.id - b.term.id);
  return {
    addSimilar(sums, work, weight) {
      for (const { term, at } of ofWork[work] ?? []) {
        const factor = weight * term.weights[at]!;
        if (factor === 0) continue;
        for (let k = 0; k < term.works.length; k++) sums.add(term.works[k]!, factor * term.weights[k]!);
      }
    },
    common(a, b) {
      const found: Common = { similarity: 0, names: {} };
      const rarest: Partial<Record<ContentKind, number>> = {};
      for (const [{ term, at }, other] of inBoth(ofWork[a] ?? [], ofWork[b] ?? [])) {
        found.similarity += term.weights[at]! * term.weights[other.at]!;
        if (rarity(term) <= (rarest[term.kind] ?? -1)) continue;
        rarest[term.kind] = rarity(term);
        found.names[term.kind] = term.name;
      }
      return found;
    },
  };
}

/** Pairs of entries of the same term from two lists that are in the order of terms. */
function inBoth<E extends { term: Term }>(one: readonly E[], other: readonly E[]): [E, E][] {
  const pairs: [E, E][] = [];
  for (let i = 0, k = 0; i < one.length && k < other.length;) {
    const [a, b] = [one[i]!, other[k]!];
    if (a.term === b.term) pairs.push([a, b]);
    if (a.term.id <= b.term.id) i++;
    if (b.term.id <= a.term.id) k++;
  }
  return pairs;
}

/** What a work has of a kind: a key that ignores case and accents, and the name as written. */
function namesOf({ series, authors, subjects, title }: WorkDescription, kind: ContentKind): Map<string, string> {
  const names = {
    series: () => (series ? [series.name] : []),
    author: () => authors,
    subject: () => subjects,
    title: () => title.match(/[\p{L}\p{N}]{3,}/gu) ?? [],
  }[kind]();
  const written = names.map((name) => name.trim().replaceAll(/\s+/g, ' ')).filter((name) => name !== '');
  const whose = kind === 'series' ? (series?.of ?? '') : '';
  return new Map(written.map((name) => [whose + fold(name), name]));
}
