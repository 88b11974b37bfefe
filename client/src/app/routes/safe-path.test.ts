import { describe, expect, it } from 'vitest';
import { plainPath, safePath } from './safe-path.ts';

describe('where to go after signing in', () => {
  it('is a path of this app with its query string', () => {
    expect(safePath('/projets/1?x=2')).toBe('/projets/1?x=2');
    expect(safePath('/')).toBe('/');
  });
  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    3,
    null,
    '/\t/evil.example',
    '//[',
    '/\\[::',
    '//a:b@c:99999999',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
  ])('is never another site: %j', (value) => {
    expect(safePath(value)).toBeUndefined();
  });
});

it('a typed address is spelled as the pages are; keys and codes keep their capitals', () => {
  const typed = ['/Projets', '/projets//', '//PROJETS', '/', '/Rejoindre/AbC', '/projets/1'];
  expect(typed.map(plainPath)).toEqual(['/projets', '/projets/', '/projets', '/', '/rejoindre/AbC', '/projets/1']);
});
