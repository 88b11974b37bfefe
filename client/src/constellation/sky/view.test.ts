import { expect, it } from 'vitest';
import { CLOSEST, inPicture, moved, WHOLE, zoomed } from './view.ts';

const SIZE = 300;
const star = { x: 0.6, y: -0.3 };

it('what is under the fingers stays there while the sky grows', () => {
  const [x, y] = inPicture(star, WHOLE, SIZE);
  const closer = zoomed(WHOLE, 2.5, { x, y }, SIZE);
  const [nearX, nearY] = inPicture(star, closer, SIZE);
  expect([Math.round(nearX), Math.round(nearY)]).toEqual([Math.round(x), Math.round(y)]);
  expect(closer.zoom).toBe(2.5);
});

it('the sky covers the picture: it neither shrinks below it nor leaves it', () => {
  expect(zoomed(WHOLE, 0.2, { x: 0, y: 0 }, SIZE)).toEqual(WHOLE);
  expect(zoomed(WHOLE, 100, { x: 150, y: 150 }, SIZE).zoom).toBe(CLOSEST);
  expect(moved(WHOLE, 50, 50, SIZE)).toEqual(WHOLE);
  const far = moved({ zoom: 2, x: 0, y: 0 }, 1000, -1000, SIZE);
  expect([far.x, far.y]).toEqual([150, -150]);
  expect(zoomed(far, 0.5, { x: 0, y: 0 }, SIZE)).toEqual(WHOLE);
});
