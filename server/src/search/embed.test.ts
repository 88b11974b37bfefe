import { describe, expect, it } from 'vitest';
import { hashed } from './embed.ts';

const vectorOf = async (text: string): Promise<Float32Array> => (await hashed.embed([text]))[0]!;
const cosine = async (one: string, other: string): Promise<number> => {
  const [a, b] = await hashed.embed([one, other]);
  return a!.reduce((sum, x, i) => sum + x * b![i]!, 0);
};

describe('the embedding by hashed features', () => {
  it('gives unit vectors of its size, the same each time', async () => {
    const vector = await vectorOf('Un four à pain pour le quartier');
    expect(vector).toHaveLength(hashed.size);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(await vectorOf('Un four à pain pour le quartier')).toEqual(vector);
  });
  it.each(['', '   ', '…', 'de la le', '🌳', 'a b c'])('is zero for a text that says nothing (%j)', async (text) =>
    expect(Math.hypot(...(await vectorOf(text)))).toBe(0),
  );
  it('changes with its name only: these numbers are stored', async () => {
    const vector = await vectorOf('Réparation de vélos');
    const parts = [...vector].flatMap((x, i) => (Math.abs(x) > 0.2 ? [[i, Number(x.toFixed(3))]] : []));
    expect([hashed.name, parts]).toMatchSnapshot();
  });
  it.each([
    ['accents and capitals', 'RÉPARER LES VÉLOS', 'reparer les velos', 0.99],
    ['forms of a word', 'Planter des arbres', 'Plantation d’un arbre', 0.7],
    ['other words of the same meaning', 'Un puits et sa pompe', 'Forage et fontaine', 0.5],
    ['a conjugated verb', 'Dépannage', 'ils dépannent', 0.6],
    ['a mistyped name', 'Le jardin de Marengo', 'Le jardin de Marrengo', 0.8],
    ['words that say little', 'Boulodrome', 'Créer ensemble un nouveau boulodrome dans le quartier', 0.75],
  ])('brings nearer: %s', async (_, one, other, least) => expect(await cosine(one, other)).toBeGreaterThan(least));
  it.each([
    ['Un four à pain', 'Un terrain de football'],
    ['Créer un lieu pour le quartier', 'Un puits'],
    ['Chorale du jeudi', 'Compost au pied des immeubles'],
  ])('keeps « %s » and « %s » apart', async (one, other) => expect(await cosine(one, other)).toBeLessThan(0.2));
  it('takes a long text in bounded time', async () => {
    const vector = await vectorOf('école '.repeat(100_000));
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });
});
