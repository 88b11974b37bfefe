/** Sharing by the system's share sheet, or by the clipboard. */

/**
 * Shares a page of this app. 'copied': its address is in the clipboard; 'stopped': the member closed the share sheet.
 */
export async function sharePage(path: string, title: string): Promise<'shared' | 'copied' | 'stopped' | 'impossible'> {
  const url = new URL(path, location.origin).href;
  if (typeof navigator.share === 'function') {
    const shared = await navigator.share({ title, url }).then(
      () => 'shared' as const,
      (error: unknown) => (error instanceof DOMException && error.name === 'AbortError' ? ('stopped' as const) : null),
    );
    if (shared) return shared;
  }
  return (await copyText(url)) ? 'copied' : 'impossible';
}

/** Copies a text to the clipboard. Returns false when the browser has none or does not allow it. */
export const copyText = async (text: string): Promise<boolean> =>
  'clipboard' in navigator &&
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
