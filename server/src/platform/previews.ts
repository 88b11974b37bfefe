/** Server-made title, description and picture of shared pages: messengers read them without running the app. */

export interface Preview {
  title: string;
  description: string;
  /** An address under our own, such as `/media/pictures/x-m.webp`; null: the app's own picture. */
  picture: string | null;
}
export interface Previews {
  /**
   * @param path such as `/projets/:id`
   * @param read null: nothing anyone may see stands there.
   */
  add(path: string, read: (id: string) => Promise<Preview | null>): void;
  of(path: string): Promise<Preview | null>;
}

export function createPreviews(): Previews {
  const known: { path: string; pattern: RegExp; read: (id: string) => Promise<Preview | null> }[] = [];
  return {
    add(path, read) {
      if (known.some((k) => k.path === path)) throw new Error(`two previews of ${path}`);
      known.push({ path, pattern: new RegExp(`^${path.replace(':id', '([\\w-]{1,100})')}/?$`), read });
    },
    async of(path) {
      for (const { pattern, read } of known) {
        const id = pattern.exec(path)?.[1];
        if (id !== undefined) return read(id);
      }
      return null;
    },
  };
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c);

/** The app's page with a preview in its head. @param origin ours, such as `https://example.org`; previews want whole addresses. */
export function withPreview(html: string, preview: Preview, origin: string, path: string): string {
  const meta = (attribute: 'name' | 'property', key: string, value: string) => `<meta ${attribute}="${key}" content="${escapeHtml(value)}">`;
  const head = [
    `<title>${escapeHtml(preview.title)} – EGOEJO</title>`,
    meta('name', 'description', preview.description),
    meta('property', 'og:type', 'article'),
    meta('property', 'og:site_name', 'EGOEJO'),
    meta('property', 'og:title', preview.title),
    meta('property', 'og:description', preview.description),
    meta('property', 'og:url', `${origin}${path}`),
    meta('property', 'og:image', `${origin}${preview.picture ?? '/icons/icon-512.png'}`),
    meta('name', 'twitter:card', 'summary_large_image'),
  ].join('');
  return html
    .replace(/<title>[^<]*<\/title>/i, '')
    .replace(/<meta\s+name="description"[^>]*>/i, '')
    .replace(/<meta\s+(?:property="og:|name="twitter:)[^>]*>/gi, '')
    .replace(/<head>/i, () => `<head>${head}`);
}
