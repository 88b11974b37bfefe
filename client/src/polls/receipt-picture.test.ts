import { describe, expect, it } from 'vitest';
import { layOut, WIDTH, wrap, type ReceiptWords } from './receipt-picture.ts';
import { isReceiptOf } from './voter-status.ts';

/** Each letter is half as wide as the font is high. */
const measure = (text: string, font: string): number => text.length * (Number(/(\d+)px/.exec(font)?.[1]) / 2);
const words: ReceiptWords = {
  kicker: 'Reçu d’un vote',
  poll: 'Quel jour de marché pour tout le village, été comme hiver, et à quelle heure ouvrir ?',
  community: 'Les Rives',
  received: 'Reçu par le serveur lundi 15, 3 h.',
  label: 'Numéro de reçu',
  number: '0A1B-2C3D-4E5F-6071-8293',
  how: 'Pour vérifier : la page du vote donne les bulletins en JSON.',
  command: `egoejo recount file 01890a5d-ac96-774b-bcce-b302099a8057.json --receipt 0A1B-2C3D-4E5F-6071-8293`,
  limits: 'Il ne dit ni qui a voté ni quoi.',
  url: 'https://egoejo.example.org/votes/01890a5d-ac96-774b-bcce-b302099a8057',
};

describe('the picture of a receipt', () => {
  it('wraps at words, and cuts what is longer than a line', () => {
    const by = (text: string) => text.length;
    expect(wrap('un deux  trois', 8, by)).toEqual(['un deux', 'trois']);
    expect(wrap('abcdefghij kl', 4, by)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
    expect(wrap('la liste «\u202Frecus\u202F»', 10, by)).toEqual(['la liste', '«\u202Frecus\u202F»']);
    expect(wrap('', 4, by)).toEqual([]);
  });
  it('holds every word inside its margins, one line below the other, above its end', () => {
    const { lines, qrTop, height } = layOut(words, measure);
    const drawn = lines.map((l) => l.text).join(' ');
    for (const text of [words.poll, words.received, words.number, words.how, words.limits])
      expect(drawn).toContain(text);
    expect(drawn.replaceAll(' ', '')).toContain(words.command.replaceAll(' ', ''));
    const tops = lines.map((l) => l.y);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    expect(new Set(tops).size).toBe(tops.length);
    expect(lines.filter((l) => l.style === 'number')).toHaveLength(1);
    expect(Math.max(...tops)).toBeLessThan(height);
    expect(qrTop).toBeLessThan(height);
    for (const l of lines) expect(measure(l.text, `${l.style === 'title' ? 56 : 27}px`)).toBeLessThanOrEqual(WIDTH);
  });
  it('P1: is offered for the ballot that stands, and for no other', () => {
    const act = { name: 'poll.vote', state: 'received', at: '2027-03-01T10:00:00.123456Z' };
    const cast = { castAt: '2027-03-01T10:00:00.123Z' };
    expect(isReceiptOf(act, cast)).toBe(true);
    for (const change of [
      { state: 'queued' },
      { name: 'poll.withdrawVote' },
      { at: null },
      { at: '2027-03-01T09:00:00.123456Z' },
    ])
      expect(isReceiptOf({ ...act, ...change }, cast)).toBe(false);
  });
});
