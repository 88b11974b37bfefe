import { describe, expect, it } from 'vitest';
import { linkIn, linkTitle } from './link.ts';

describe('links', () => {
  it.each([
    [['https://exemple.org/a'], 'https://exemple.org/a'],
    [['À lire : https://exemple.org/a?b=c.'], 'https://exemple.org/a?b=c'],
    [[undefined, '', 'voir (http://exemple.org/x)'], 'http://exemple.org/x'],
    [['ftp://exemple.org', 'pas un lien'], null],
    [['javascript:alert(1)'], null],
    [['https://exemple.org/\ud83d'], 'https://exemple.org/'],
    [['<img src=x onerror=alert(1)> https://exemple.org/<b>'], 'https://exemple.org/'],
  ] as const)('%s', (texts, link) => expect(linkIn(...texts)).toBe(link));
  it('take the shared text as their title, else the host name', () => {
    expect(linkTitle('https://www.exemple.org/a', 'Un article')).toBe('Un article');
    expect(linkTitle('https://www.exemple.org/a', 'https://www.exemple.org/a')).toBe('exemple.org');
    expect(linkTitle('https://www.exemple.org/a', undefined)).toBe('exemple.org');
  });
  it('take no more of a shared page than a title holds, and never half a character', () => {
    const title = linkTitle('https://exemple.org/a', `Un\n\narticle ${'a'.repeat(289)}🌾 et la suite`);
    expect(title).toBe(`Un article ${'a'.repeat(289)}`);
    expect(linkTitle('https://exemple.org/a', '\ud800')).toBe('exemple.org');
  });
});
