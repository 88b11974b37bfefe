import { describe, expect, it } from 'vitest';
import { atPlace, fromProvider, parseSearch, searched, shared, stringifySearch, withNext } from './search-params.ts';

describe('the parameters of an address', () => {
  it.each(['true', 'null', '1e3', '12345678901234567890', '{"a":1}', '"a"', '-0', ' ', 'é&=+#?', '%00'])(
    'are text, and come back as they were: %s',
    (q) => {
      const query = stringifySearch({ q });
      expect(parseSearch(query)).toEqual({ q });
      expect(searched(parseSearch(query))).toEqual({ q });
    },
  );
  it('that come twice count once, the first time', () => {
    expect(parseSearch('?q=a&q=b')).toEqual({ q: 'a' });
  });
  it('that are empty or not given leave the address', () => {
    expect(stringifySearch({ q: '', suite: undefined })).toBe('');
    expect(parseSearch('')).toEqual({});
  });
  it('cannot reach the prototype of an object', () => {
    expect(searched(parseSearch('?__proto__=1&constructor=2'))).toEqual({ q: undefined });
  });
  it.each(['12', '//exemple.invalid', 'https://exemple.invalid/', 'javascript:1'])(
    'that a route refuses hide the raw value: suite=%s',
    (suite) => {
      // The router shows the raw parameters with what the route returns laid over them.
      const raw = parseSearch(stringifySearch({ suite }));
      expect({ ...raw, ...withNext(raw) }.suite).toBeUndefined();
      expect({ ...raw, ...fromProvider(raw) }.suite).toBeUndefined();
    },
  );
  it.each(['12', 'epubcfi(/6/4', 'epubcfi(/6 4)', `epubcfi(/${'6'.repeat(500)})`])(
    'B15: no place in a book, so it opens where the member was: %s',
    (lieu) => {
      expect(atPlace({ lieu })).toEqual({ lieu: undefined });
      expect(atPlace({ lieu: 'epubcfi(/6/4!/4/2,/1:0,/1:5)' })).toEqual({ lieu: 'epubcfi(/6/4!/4/2,/1:0,/1:5)' });
    },
  );
  it('are words for who shares a link', () => {
    expect(shared(parseSearch('?title=true&text=1&url='))).toEqual({ title: 'true', text: '1', url: undefined });
  });
});
