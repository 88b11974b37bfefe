import { describe, expect, it } from 'vitest';
import { applyChange, changed } from './change.ts';

describe('a change', () => {
  it('is applied where its text occurs, ignoring white space and trailing commas', () => {
    const text = 'const a = f(\n  one,\n  two,\n);\nconst b = 1;\n';
    expect(applyChange(text, { from: 'f(one, two)', to: 'g()' })).toEqual({
      ok: true,
      text: 'const a = g();\nconst b = 1;\n',
    });
    expect(applyChange('f(one, two)', { from: 'f(\n one,\n two,\n)', to: '' })).toEqual({ ok: true, text: '' });
  });
  it('is refused when its text is missing or occurs more than once', () => {
    expect(applyChange('a = 1;', { from: 'b', to: 'c' })).toEqual({ ok: false, found: 0 });
    expect(applyChange('a = 1; a  = 1;', { from: 'a = 1', to: 'c' })).toEqual({ ok: false, found: 2 });
  });
  it('that says where it stands is applied there alone, and refused where its text is another', () => {
    expect(applyChange('a < b; a < c;', { from: '<', to: '<=', at: 9 })).toEqual({ ok: true, text: 'a < b; a <= c;' });
    expect(applyChange('a < b;', { from: '', to: 'not ', at: 0 })).toEqual({ ok: true, text: 'not a < b;' });
    expect(applyChange('a < b;', { from: '<', to: '<=', at: 3 })).toEqual({ ok: false, found: 0 });
  });
  it('that must fit and does not says so', () => {
    expect(() => changed('a = 1;', { file: 'x.ts', from: 'b', to: 'c' })).toThrow(
      'x.ts: the text to change is there 0 ',
    );
  });
});
