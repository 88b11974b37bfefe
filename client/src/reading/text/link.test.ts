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
    [['https://fr.wikipedia.org/wiki/Puits_(eau)'], 'https://fr.wikipedia.org/wiki/Puits_(eau)'],
    [['(https://exemple.org/a)'], 'https://exemple.org/a'],
    [['https://exemple.org/a,https://exemple.org/b'], 'https://exemple.org/a'],
    [[`https://exemple.org/a${'('.repeat(100_000)}`], 'https://exemple.org/a'],
    [['voir https://exemple.org/b_(c), puis'], 'https://exemple.org/b_(c)'],
    [['(voir https://exemple.org/b_(c).)'], 'https://exemple.org/b_(c)'],
    [['« https://exemple.org/b_(c_(d))»…'], 'https://exemple.org/b_(c_(d))'],
    [['[Le puits](https://exemple.org/b_(c)), [un autre](https://exemple.org/d)'], 'https://exemple.org/b_(c)'],
    [['[https://exemple.org/a](https://exemple.org/a)'], 'https://exemple.org/a'],
    [['‘https://exemple.org/a’ !'], 'https://exemple.org/a'],
    [['“https://exemple.org/?q=[a]”.'], 'https://exemple.org/?q=[a]'],
    [['Lu sur https://exemple.org/a…'], 'https://exemple.org/a'],
    [['https://exemple.org/a\u200b\u202e'], 'https://exemple.org/a'],
    [['https://élan.example/é_(à)!'], 'https://élan.example/é_(à)'],
    [['（https://例え.example/道）。'], 'https://例え.example/道'],
    [['http://[::1]:3000/a)'], 'http://[::1]:3000/a'],
    [['https://exemple.org/a(voir'], 'https://exemple.org/a(voir'],
    [['http://… ou https://exemple.org/'], 'https://exemple.org/'],
    [['<img src=x onerror=alert(1)> https://exemple.org/<b>'], 'https://exemple.org/'],
  ] as const)('%s', (texts, link) => expect(linkIn(...texts)).toBe(link));
  it('take the shared text as their title, else the host name', () => {
    expect(linkTitle('https://www.exemple.org/a', 'Un article')).toBe('Un article');
    expect(linkTitle('https://www.exemple.org/a', 'https://www.exemple.org/a')).toBe('exemple.org');
    for (const nothing of [undefined, '(https://www.exemple.org/a).', '\u2800\u200b', '« https://www.exemple.org/a »'])
      expect(linkTitle('https://www.exemple.org/a', nothing)).toBe('exemple.org');
  });
  it('take no more of a shared page than a title holds, and never half a character', () => {
    const title = linkTitle('https://exemple.org/a', `Un\n\narticle ${'a'.repeat(289)}🌾 et la suite`);
    expect(title).toBe(`Un article ${'a'.repeat(289)}`);
    expect(linkTitle('https://exemple.org/a', `${'t'.repeat(299)}🌱 suite`)).toBe('t'.repeat(299));
    expect(linkTitle('https://exemple.org/a', '\ud800')).toBe('exemple.org');
  });
});
