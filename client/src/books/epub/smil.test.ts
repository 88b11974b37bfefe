import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { clock, fragmentsOf } from './smil.ts';

const smil = (pars: string): Document =>
  new new JSDOM('').window.DOMParser().parseFromString(
    `<smil xmlns="http://www.w3.org/ns/SMIL"><body><seq>${pars}</seq></body></smil>`,
    'application/xml',
  );

describe('B6: what narrates a book', () => {
  it.each([
    ['5:34:31.396', 20_071.396],
    ['00:56.5', 56.5],
    ['76.2s', 76.2],
    ['1.5min', 90],
    ['2h', 7200],
    ['250ms', 0.25],
    ['12', 12],
    ['1:2:3:4', null],
    ['1:20s', null],
    ['-3s', null],
    ['soon', null],
    [null, null],
  ])('the time %s is %s seconds', (value, seconds) => expect(clock(value)).toBe(seconds));

  it('has the parts of its recordings in order, and none that is elsewhere, empty, or without words', () => {
    const doc = smil(
      '<par><text src="../t/1.xhtml#a"/><audio src="w.mp3" clipBegin="1s" clipEnd="2s"/></par>' +
        '<seq><par><audio src="w.mp3"/><text src="../t/1.xhtml"/></par></seq>' +
        '<par><text src="../t/1.xhtml#b"/><audio src="https://example.invalid/w.mp3"/></par>' +
        '<par><text src="//example.invalid/1.xhtml#b"/><audio src="w.mp3"/></par>' +
        '<par><text src="../t/1.xhtml#b"/><audio src="w.mp3" clipBegin="2s" clipEnd="2s"/></par>' +
        '<par><text src="../t/1.xhtml#b"/></par>',
    );
    const common = { text: 'b/t/1.xhtml', audio: 'b/s/w.mp3' };
    expect(fragmentsOf(doc, 'b/s/1.smil')).toEqual([
      { ...common, id: 'a', begin: 1, end: 2 },
      { ...common, id: '', begin: 0, end: Infinity },
    ]);
  });
  it('has a bounded number of parts', () => {
    expect(() => fragmentsOf(smil('<par/>'.repeat(20_001)), 'x.smil')).toThrow('too_large');
  });
});
