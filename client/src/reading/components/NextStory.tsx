import { useLanguage, useT } from '../../i18n/locale.ts';
import { useRows } from '../../sync/api/live.ts';
import { useSyncStatus } from '../../sync/api/status.ts';
import { useTexts } from '../../sync/api/texts.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { minutesFor, nextText } from '../next-text.ts';

/** The way to a next text; without a network to one that this device holds, if it holds any. */
export function NextStory({ after }: { after: string }) {
  const t = useT();
  const language = useLanguage();
  const stories = useRows('story');
  const items = useRows('readingItem');
  const positions = useRows('position');
  const marks = useRows('readMark');
  const keptStories = useTexts('story');
  const keptItems = useTexts('item');
  const offline = useSyncStatus((s) => s.online === 'no');
  if (!stories || !items || !positions || !marks) return null;
  const begun = new Set([after, ...positions.map((p) => p.text), ...marks.map((m) => m.id)]);
  const here = (text: string) => (keptStories?.has(text) ?? false) || (keptItems?.has(text) ?? false);
  const kept = nextText(
    items.filter((i) => here(i.story ?? i.id)),
    stories.filter((s) => here(s.id)),
    begun,
    language,
  );
  const next = (offline ? kept : null) ?? nextText(items, stories, begun, language);
  if (!next) return null;
  return (
    <LinkButton block variant="quiet" icon="read" to="/lire/$id" params={{ id: next.id }}>
      {t('reading.finish.next', { title: next.title, n: minutesFor(next.words) })}
    </LinkButton>
  );
}
