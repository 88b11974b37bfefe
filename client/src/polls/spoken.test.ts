import { describe, expect, it } from 'vitest';
import type { BallotContent, PollMethod } from '@egoejo/shared/polls/model.ts';
import { deferredFr } from '../i18n/fr/deferred.fr.ts';
import { coreFr } from '../i18n/fr/core.fr.ts';
import { t, useLocaleStore } from '../i18n/locale.ts';
import { spokenBallot, spokenResult } from './spoken.ts';

useLocaleStore.setState({ locale: 'fr', messages: { ...coreFr, ...deferredFr }, whole: true });
const options = ['Un banc', 'Un puits'].map((label, i) => ({ id: `o${i}`, label }));
const budget = (points: number | null): PollMethod => ({
  kind: 'budget',
  rule: 'equal-shares',
  ballots: points === null ? 'approval' : 'cumulative',
  budget: 1_000_000,
  currency: 'EUR',
  costs: { o0: 50_000, o1: 100_000 },
  terms: { utility: 'cost', completion: 'add1-greedy', comparison: true, support: 0, points },
});
const judgment: PollMethod = { kind: 'judgment', grades: ['Non', 'Oui'], ungraded: 0 };
const plain = (lines: string[]) => lines.map((line) => line.replaceAll(/\s/g, ' '));

describe('a ballot to be read aloud', () => {
  it.each<[PollMethod, BallotContent, string[]]>([
    [{ kind: 'choice', max: 1 }, { kind: 'choice', options: ['o1'] }, ['Un banc', 'Un puits, choisi']],
    [
      { kind: 'quadratic', credits: 100, unit: 5 },
      { kind: 'quadratic', votes: { o1: 3 } },
      ['Voix pour Un banc, 0', 'Voix pour Un puits, 3'],
    ],
    [judgment, { kind: 'judgment', grades: { o0: 0 } }, ['Un banc, Non', 'Un puits, sans mention']],
    [budget(null), { kind: 'budget', projects: ['o0'] }, ['Un banc, 500 €, choisi', 'Un puits, 1 000 €']],
    [
      budget(10),
      { kind: 'budget', projects: ['o1'], points: [4] },
      ['Points pour Un banc, 500 €, 0', 'Points pour Un puits, 1 000 €, 4'],
    ],
  ])('%j', (method, content, lines) =>
    expect(plain(spokenBallot(t, 'fr', { method, options }, content))).toEqual(lines),
  );
  it('names the options where nobody may choose', () =>
    expect(spokenBallot(t, 'fr', { method: judgment, options }, null)).toEqual(['Un banc', 'Un puits']));
});

describe('a result to be read aloud', () => {
  const result = {
    ballots: 3,
    quorumMet: false,
    winners: ['o1'],
    counts: [
      { option: 'o1', votes: 2 },
      { option: 'o0', votes: 1 },
    ],
  };
  it('says the turnout, the options, best first, with their figures, how they were counted, and a missed quorum', () =>
    expect(plain(spokenResult(t, 'fr', { method: { kind: 'choice', max: 1 }, options, quorum: 9 }, result))).toEqual([
      'Résultat',
      'Le quorum de 9 n’est pas atteint : les chiffres sont montrés, sans vainqueur.',
      '3 bulletins dépouillés.',
      'Un puits, retenu, Voix 2, 67 %',
      'Un banc, Voix 1, 33 %',
      'Chaque bulletin nomme un seul choix. Chaque pourcentage est la part des bulletins dépouillés qui le nomment.',
    ]));
});
