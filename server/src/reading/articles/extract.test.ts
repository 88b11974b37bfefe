import { expect, it } from 'vitest';
import { extractSafely } from './articles.ts';
import { extractArticle } from './extract.ts';

const paragraph =
  'Les habitants du quartier ont planté douze arbres le long du canal, et chacun a promis d’en arroser un ' +
  'pendant l’été. ';
const page = (extra = '') => `<!doctype html><html lang="fr"><head><title>Douze arbres | Le Journal</title>
  <meta property="og:site_name" content="Le Journal"><meta name="author" content="Awa Diop">
  <link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">${extra}</head>
  <body><nav><a href="/">Accueil</a> <a href="/plus">Plus</a></nav>
  <article><h1>Douze arbres</h1><p>${paragraph.repeat(3)}</p>
  <p><img src="https://suivi.example/p.gif" onerror="alert(1)">
  ${paragraph.repeat(3)}<a href="/suite">La suite</a></p>
  <script>alert(1)</script><p>${paragraph.repeat(2)}</p></article><footer>Mentions légales</footer></body></html>`;

it('extracts the article with source and licence, drops pictures and scripts, and makes links absolute', () => {
  const article = extractArticle(page(), 'https://journal.example/2026/arbres');
  expect(article).toMatchObject({
    title: expect.stringContaining('Douze arbres'),
    authors: 'Awa Diop',
    site: 'Le Journal',
    licence: 'CC BY-SA 4.0',
  });
  const text = article?.pages.join('') ?? '';
  expect(text).toContain('href="https://journal.example/suite"');
  expect(text).not.toMatch(/img|script|suivi|onerror|Mentions/);
  expect(article?.words).toBeGreaterThan(150);
});
it.each([
  ['<meta name="dcterms.rights" content="Tous droits réservés">', 'Tous droits réservés'],
  ['', ''],
])('reads the licence of %s', (meta, licence) => {
  expect(extractArticle(page(meta).replace(/<link rel="license"[^>]*>/, ''), 'https://a.example/')?.licence).toBe(
    licence,
  );
});
it('finds no text in a menu', () => {
  expect(
    extractArticle('<html><body><nav><a href="/">Accueil</a></nav></body></html>', 'https://a.example/'),
  ).toBeNull();
  expect(extractArticle('', 'https://a.example/')).toBeNull();
});
it('runs in its own thread, the only one that a hostile page can break', async () => {
  expect(await extractSafely(page(), 'https://a.example/')).toMatchObject({ ok: true, value: { site: 'Le Journal' } });
  expect(await extractSafely('<div>'.repeat(400_000), 'https://a.example/')).toMatchObject({
    ok: false,
    error: { code: 'reading.no_text' },
  });
  expect(await extractSafely(page(), 'https://a.example/', 0)).toMatchObject({
    ok: false,
    error: { code: 'reading.no_text' },
  });
});
