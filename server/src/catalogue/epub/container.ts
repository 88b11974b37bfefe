/** `META-INF`: where the package is, and whether the book is encrypted. Pure. */
import { descendants, oneLine, type Element } from '../../platform/files/xml.ts';

export const CONTAINER = 'META-INF/container.xml';
export const ENCRYPTION = 'META-INF/encryption.xml';
const PACKAGE_TYPE = 'application/oebps-package+xml';

/** What obscures fonts only: it is not a protection of the book, and readers undo it. */
const FONT_OBFUSCATIONS = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']);

/** The paths of the package documents that the container names, in its order. */
export const packagePaths = (container: Element): string[] =>
  [...descendants(container)]
    .filter((e) => e.name === 'rootfile' && [undefined, PACKAGE_TYPE].includes(e.attributes['media-type']))
    .flatMap((e) => pathIn('', e.attributes['full-path'] ?? '') ?? []);

/** The first entry that is encrypted and not only obscured; null: none is. '' : it is not said which. */
export function encryptedEntry(encryption: Element): string | null {
  for (const data of descendants(encryption)) {
    if (data.name !== 'EncryptedData' && data.name !== 'EncryptedKey') continue;
    const parts = [...descendants(data)];
    const method = parts.find((e) => e.name === 'EncryptionMethod')?.attributes['Algorithm'] ?? '';
    if (data.name === 'EncryptedData' && FONT_OBFUSCATIONS.has(method)) continue;
    return oneLine(parts.find((e) => e.name === 'CipherReference')?.attributes['URI'], 200);
  }
  return null;
}

/**
 * The path of an entry that an address inside the book means; a path that would leave the book stays at its top, as the
 * format wants it. Null: the address is not one of the book.
 * @param from the path of the document that holds the address.
 */
export function pathIn(from: string, href: string): string | null {
  // Only the path is wanted, so the host is one that no address of a book has.
  const base = 'http://book.invalid/';
  const document = URL.parse(from.split('/').map(encodeURIComponent).join('/'), base);
  const url = URL.parse(href.trim(), document?.href ?? base);
  if (!url || url.origin !== new URL(base).origin) return null;
  try {
    return decodeURIComponent(url.pathname.slice(1));
  } catch (error) {
    if (error instanceof URIError) return url.pathname.slice(1);
    throw error;
  }
}
