import { expect, it } from 'vitest';
import { fitted, free } from './names.ts';

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

it('cuts a long name with an ellipsis', () => {
  const measure = { measureText: (text: string) => ({ width: text.length * 10 }) as TextMetrics };
  expect(fitted(measure, 'Le pain')).toEqual(['Le pain', 70]);
  const [text, wide] = fitted(measure, 'Se soigner près de chez soi');
  expect([text.endsWith('…'), wide <= 150]).toEqual([true, true]);
});
