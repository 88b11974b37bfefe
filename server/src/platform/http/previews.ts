/**
 * Title, description and picture of shared pages, rendered by the server: messengers read them without running the app.
 */
import { escapeHtml } from './escape-html.ts';

export interface Preview {
  title: string;
  description: string;
  /** A path on our server, such as `/media/pictures/x-m.webp`; null: the app's own picture. */
  picture: string | null;
}
export interface Previews {
  /**
   * @param path such as `/projets/:id`
   * @param read returns null when there is nothing that everyone may see.
   */
  add(path: string, read: (id: string) => Promise<Preview | null>): void;
  /** Returns the function that reads the preview of a path; null: the path has none, and no query is needed. */
  find(path: string): (() => Promise<Preview | null>) | null;
}

export function createPreviews(): Previews {
  const known: { path: string; pattern: RegExp; read: (id: string) => Promise<Preview | null> }[] = [];
  return {
    add(path, read) {
      if (known.some((k) => k.path === path)) throw new Error(`two previews of ${path}`);
      known.push({ path, pattern: new RegExp(`^${path.replace(':id', '([\\w-]{1,100})')}/?$`), read });
    },
    find(path) {
      for (const { pattern, read } of known) {
        const id = pattern.exec(path)?.[1];
        if (id !== undefined) return () => read(id);
      }
      return null;
    },
  };
}

/**
 * Inserts a preview into the head of the app's page. @param origin ours, such as `https://example.org`; previews need
 * absolute addresses.
 */
export function withPreview(html: string, preview: Preview, origin: string, path: string): string {
  const meta = (attribute: 'name' | 'property', key: string, value: string) =>
    `<meta ${attribute}="${key}" content="${escapeHtml(value)}">`;
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
