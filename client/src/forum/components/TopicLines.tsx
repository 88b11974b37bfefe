import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip, StateChip } from '../../ui/feedback/Chip.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { useBegun, type TopicLine } from '../queries.ts';

/** Topics as lines: where they stand, how much was said, and when last. */
export function TopicLines({ lines, label }: { lines: readonly TopicLine[]; label: string }) {
  const t = useT();
  const begun = useBegun();
  const names = new Map<string, string>((useRows('community') ?? []).map((c) => [c.id, c.name]));
  return (
    <CardList label={label}>
      {lines.map(({ topic, n, lastAt }) => {
        const state = begun.get(topic.id);
        const place = topic.community === null ? t('forum.all') : names.get(topic.community);
        return (
          <li key={topic.id} className="relative flex flex-col gap-1 py-3">
            <Link to="/forum/$id" params={{ id: topic.id }} className="font-strong break-words covers no-underline">
              {typeset(topic.title)}
            </Link>
            <p className="text-tiny text-soft">
              {place !== undefined && `${typeset(place)} · `}
              {t('forum.posts', { n })} · <RelativeTime at={Date.parse(lastAt)} />
            </p>
            {(state || topic.pinned || topic.closed) && (
              <p className="flex flex-wrap gap-1.5">
                {state && <StateChip state={state} />}
                {topic.pinned && <Chip tone="leaf">{t('forum.pinned')}</Chip>}
                {topic.closed && <Chip icon="lock">{t('forum.closed')}</Chip>}
              </p>
            )}
          </li>
        );
      })}
    </CardList>
  );
}
