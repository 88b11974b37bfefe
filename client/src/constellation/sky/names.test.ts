import { expect, it } from 'vitest';
import { fitted, free, placed } from './names.ts';

const box = (x: number, y = 50) => ({ x, y, w: 20, h: 10 });

it('a name gives way to more important ones, to the edge, and to what is behind the camera', () => {
  expect(free([box(30), box(45), box(50, 52), null, box(5), box(45, 80)], 100, 100)).toEqual([
    true,
    false,
    true,
    false,
    false,
    true,
  ]);
});

it('a name goes where it covers no star; without such a place only the name of a community is shown', () => {
  const star = { x: 50, y: 50, r: 5 };
  const places = [box(50, 52), box(50, 38)];
  expect(placed([{ places, always: false }], [star], 100, 100)).toEqual([places[1]]);
  const covering = [box(50, 52)];
  expect([true, false].map((always) => placed([{ places: covering, always }], [star], 100, 100)[0])).toEqual([
    covering[0],
    null,
  ]);
});

it('cuts a long name with an ellipsis', () => {
  const measure = { measureText: (text: string) => ({ width: text.length * 10 }) as TextMetrics };
  expect(fitted(measure, 'Le pain')).toEqual(['Le pain', 70]);
  const [text, wide] = fitted(measure, 'Se soigner près de chez soi');
  expect([text.endsWith('…'), wide <= 150]).toEqual([true, true]);
});
