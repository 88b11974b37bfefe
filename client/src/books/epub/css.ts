/** Style sheets of books, made fit for pages of any size and without a way outside. */

const IMPORT = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?([^;]*);?/gi;
const ADDRESS = /url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^)"'\s]*))\s*\)/gi;
/** In the place of an address that leads nowhere: whatever declaration it stands in is left out by browsers. */
const NOWHERE = 'local("-")';

/**
 * The same style sheet with every address replaced by what `find` gives for it; null: it leads nowhere.
 * @param find gets the address as written
 */
export async function withAddresses(css: string, find: (address: string) => Promise<string | null>): Promise<string> {
  const found = new Map<string, string | null>();
  const look = async (address: string): Promise<void> => {
    if (!found.has(address)) found.set(address, await find(address));
  };
  for (const [, address = ''] of css.matchAll(IMPORT)) await look(address);
  for (const [, a, b, c] of css.matchAll(ADDRESS)) await look(a ?? b ?? c ?? '');
  const imported = css.replaceAll(IMPORT, (_, address: string, media: string) => {
    const to = found.get(address);
    return to ? `@import "${to}"${media};` : '';
  });
  return imported.replaceAll(ADDRESS, (_, a?: string, b?: string, c?: string) => {
    const to = found.get(a ?? b ?? c ?? '');
    return to ? `url("${to}")` : NOWHERE;
  });
}

const PX_A_PT = 96 / 72;
const PX_A_REM = 16;

/**
 * Prefixed properties of old books as browsers know them; breaks between pages as breaks between columns, which are the
 * pages here; sizes of letters in rem, so that the reader's own size holds for every book.
 */
export const modern = (css: string): string =>
  css
    .replaceAll(/(?<=[{\s;])-epub-/gi, '')
    .replaceAll(/page-break-(after|before|inside)\s*:/gi, '-webkit-column-break-$1:')
    .replaceAll(/break-(after|before|inside)\s*:\s*(avoid-)?page/gi, 'break-$1: $2column')
    .replaceAll(/(font-size\s*:\s*)([\d.]+)(px|pt)/gi, (_, before: string, n: string, unit: string) => {
      const px = Number(n) * (unit.toLowerCase() === 'pt' ? PX_A_PT : 1);
      return `${before}${Number((px / PX_A_REM).toFixed(4))}rem`;
    });
