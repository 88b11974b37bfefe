import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { useOpening } from '../choice.ts';
import { minutesFor, nextText } from '../next-text.ts';

/** The way to a next text that opens now. */
export function NextStory({ after }: { after: string }) {
  const t = useT();
  const opening = useOpening();
  if (!opening) return null;
  const { items, stories, positions, finished, language } = opening.known;
  const begun = new Set([after, ...positions.map((p) => p.text), ...finished]);
  const next = nextText(items, stories, begun, language);
  if (!next) return null;
  return (
    <LinkButton block variant="quiet" icon="read" to="/lire/$id" params={{ id: next.id }}>
      {t('reading.finish.next', { title: next.title, n: minutesFor(next.words) })}
    </LinkButton>
  );
}
