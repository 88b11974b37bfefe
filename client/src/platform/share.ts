/** The system's sheet for sharing, or the clipboard where there is none. */

/** Shares a page of ours. 'copied': its address is in the clipboard; 'stopped': the member closed the sheet. */
export async function sharePage(path: string, title: string): Promise<'shared' | 'copied' | 'stopped' | 'impossible'> {
  const url = new URL(path, location.origin).href;
  if (typeof navigator.share === 'function') {
    const shared = await navigator.share({ title, url }).then(
      () => 'shared' as const,
      (error: unknown) => (error instanceof DOMException && error.name === 'AbortError' ? ('stopped' as const) : null),
    );
    if (shared) return shared;
  }
  if (!('clipboard' in navigator)) return 'impossible';
  return navigator.clipboard.writeText(url).then(
    () => 'copied' as const,
    () => 'impossible' as const,
  );
}
