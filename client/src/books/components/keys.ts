/** What a key does in a book. */
type Step = 'left' | 'right' | 'next' | 'previous' | 'start' | 'end';

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageDown: 'next',
  PageUp: 'previous',
  Home: 'start',
  End: 'end',
};

/** null: the key belongs to what has the focus, or to the browser. */
export function stepOf(event: KeyboardEvent): Step | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  const at = event.target as Element | null;
  if (at?.closest?.('input, textarea, select, dialog, audio, video')) return null;
  if (event.key !== ' ') return STEPS[event.key] ?? null;
  return at?.closest?.('button, a, summary') ? null : event.shiftKey ? 'previous' : 'next';
}
