import { describe, expect, it } from 'vitest';
import type { PollMethod, PollResult } from '@egoejo/shared/polls/model.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import { coreFr } from '../i18n/fr/core.fr.ts';
import { deferredFr } from '../i18n/fr/deferred.fr.ts';
import { t, useLocaleStore } from '../i18n/locale.ts';
import { reasonsOf, tiesOf, verdictOf, type Reason } from './why.ts';

useLocaleStore.setState({ locale: 'fr', messages: { ...coreFr, ...deferredFr }, whole: true });
const options = ['Banc', 'Puits', 'Four', 'Ruche', 'Haie', 'Abri'].map((label, i) => ({ id: `o${i}`, label }));
const poll = (method: PollMethod, quorum: number | null = null) => ({ method, options, quorum });
const result = (votes: number[], winners: string[], change: Partial<PollResult> = {}): PollResult => ({
  ballots: 12,
  quorumMet: true,
  counts: votes.map((n, i) => ({ option: `o${i}`, votes: n, selected: winners.includes(`o${i}`) })),
  winners,
  ...change,
});
const plain = ({ key, params }: Reason) => t(key, params).replaceAll(/\s/g, ' ');
const told = (...[of, given]: [ReturnType<typeof poll>, PollResult]) => ({
  why: reasonsOf(of, given).map(plain),
  verdict: plain(verdictOf(of, given, 'fr')),
  ties: tiesOf(of, given, 'fr').map(plain),
});
const { judgment, budget } = exampleMethods;

describe('a result in words', () => {
  it('P1 P3: a choice tells what percentages are parts of, the quorum, and the most votes', () => {
    expect(told(poll({ kind: 'choice', max: 1 }, 10), result([7, 4, 1], ['o0']))).toEqual({
      why: [
        'Chaque bulletin nomme un seul choix. Chaque pourcentage est la part des bulletins dépouillés qui le nomment.',
        'Quorum de 10 atteint : 12 bulletins.',
      ],
      verdict: 'Banc l’emporte, 7 bulletins sur 12.',
      ties: [],
    });
    expect(told(poll({ kind: 'choice', max: 3 }), result([7, 6], ['o0'])).why[0]).toMatch(
      /jusqu’à 3 choix.*peuvent dépasser 100 %/,
    );
  });
  it('P4: a quadratic poll tells votes from credits, and what a credit cost', () => {
    const { why, verdict } = told(poll({ kind: 'quadratic', credits: 100, unit: 5 }), result([9, 4], ['o0']));
    expect(verdict).toBe('Banc l’emporte avec 9 voix.');
    expect(why).toEqual([
      'Chaque bulletin avait 100 crédits : une voix pour un choix en coûte 1, deux 4, trois 9, toujours le carré. On additionne les voix, pas les crédits.',
      'Un crédit coûtait 5 grains.',
    ]);
    expect(told(poll({ kind: 'quadratic', credits: 9, unit: 0 }), result([9, 4], ['o0'])).why).toHaveLength(1);
  });
  it('P1 P3 P4: a tie at the top names who tied and that nothing decides; below the top, or without a quorum, none', () => {
    const choice = poll({ kind: 'choice', max: 1 }, 20);
    expect(told(choice, result([5, 5, 2], ['o0', 'o1']))).toMatchObject({
      verdict: 'Égalité : Banc et Puits, 5 voix chacun.',
      ties: ['Aucune règle ne départage ces options : elles restent à égalité.'],
    });
    expect(told(choice, result([8, 2, 2], ['o0'])).ties).toEqual([]);
    expect(told(choice, result([5, 5], [], { quorumMet: false }))).toMatchObject({
      verdict: 'Le quorum de 20 n’est pas atteint : les chiffres sont montrés, sans vainqueur.',
      ties: [],
    });
    expect(told(choice, result([0, 0], [], { ballots: 0 })).verdict).toBe('Aucun choix n’est retenu.');
    const against = result([-2, 0], []);
    expect(told(poll({ kind: 'quadratic', credits: 9, unit: 0 }), against).verdict).toBe('Aucun choix n’est retenu.');
    const all = options.map((o) => o.id);
    expect(
      told(
        choice,
        result(
          all.map(() => 2),
          all,
        ),
      ).verdict,
    ).toContain('Haie et …');
  });
  it('P5: equal majority grades tell how many grades are removed, and which then differ; equal profiles stay equal', () => {
    const graded = (...profiles: number[][]): PollResult => {
      const rank = profiles.map((p) => 1 + profiles.findIndex((q) => q.join() === p.join()));
      return {
        ...result([], ['o0']),
        counts: profiles.map((grades, i) => ({ option: `o${i}`, votes: 5, rank: rank[i]!, grade: 4, grades })),
      };
    };
    // Sorted: 3 4 4 5 6 and 3 3 4 6 6. Both medians are 4; without them the lower median is 4 against 3.
    const apart = told(poll(judgment), graded([0, 0, 0, 1, 2, 1, 1], [0, 0, 0, 2, 1, 0, 2]));
    expect(apart.verdict).toBe('Banc l’emporte avec la mention « Bien ».');
    expect(apart.why).toEqual([
      'La meilleure mention majoritaire, « Bien » : au moins la moitié des bulletins donne celle-ci ou mieux.',
    ]);
    expect(apart.ties).toEqual([
      'Même mention majoritaire : Banc et Puits. Leurs mentions du milieu sont retirées une à une, 1 fois : reste alors « Bien » pour Banc, « Assez bien » pour Puits.',
    ]);
    const same = [0, 0, 0, 1, 2, 1, 1];
    const equal = { ...graded(same, same), winners: ['o0', 'o1'] };
    expect(told(poll(judgment), equal).verdict).toBe('Égalité : Banc et Puits, avec les mêmes mentions.');
    expect(told(poll(judgment), equal).ties).toEqual([
      'Exactement les mêmes mentions pour Banc et Puits : ces options sont premières ensemble.',
    ]);
  });
  it('P6: projects tied where the budget ended are named, with the order that decided', () => {
    const method = { ...budget, budget: 100, costs: { o0: 60, o1: 30, o2: 40, o3: 50, o4: 200 } };
    const outcome = {
      stands: 'greedy' as const,
      share: { n: '1', d: '1' },
      steps: 0,
      bought: [],
      completed: [],
      greedy: ['o0', 'o1'],
      preferred: { shares: 3, greedy: 3 },
    };
    const counted = result([7, 4, 4, 2, 4], ['o0', 'o1'], { outcome });
    expect(told(poll(method), counted).verdict).toBe('2 projets sont retenus : Banc et Puits.');
    expect(told(poll(method), counted).ties).toEqual([
      'Autant de bulletins des deux côtés : le nombre de voix l’emporte.',
      'À égalité, 4 chacun : Puits et Four.',
      'À égalité passe d’abord le projet que plus de bulletins soutiennent, puis le moins cher, puis le premier par identifiant dans les fichiers.',
    ]);
    const { terms: _terms, ...imported } = { ...method, rule: 'greedy' };
    const alone = { ...outcome, preferred: null };
    expect(told(poll(imported), { ...counted, outcome: alone }).ties[1]).toMatch(/plus haut dans le fichier importé/);
    const bought = ['o0', 'o1'].map((option) => ({ option, full: 4, emptied: 0, before: {} }));
    expect(told(poll(method), { ...counted, outcome: { ...alone, stands: 'shares', bought } }).ties).toEqual([]);
    expect(told(poll(imported), result([4, 4], ['o0'])).ties).toEqual([]);
  });
});
