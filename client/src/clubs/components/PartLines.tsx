import { Link } from '@tanstack/react-router';
import type { Topic } from '@egoejo/shared/forum/model.ts';
import { usePosts } from '../../forum/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { day as dayOf } from '../../i18n/when.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';

/** The calendar of a club: its parts, each with its day, its discussion, and whether the member has read so far. */
export function PartLines({ parts, read }: { parts: readonly Topic[]; read: number }) {
  const t = useT();
  const locale = useLocale();
  const posts = usePosts();
  return (
    <CardList label={t('clubs.parts')}>
      {parts.map((part) => {
        const upTo = part.upTo ?? 0;
        return (
          <li key={part.id} className="relative flex flex-col gap-1 py-3">
            <Link to="/forum/$id" params={{ id: part.id }} className="font-strong break-words covers no-underline">
              {typeset(part.title)}
            </Link>
            <p className="text-small">
              {t('clubs.part.day', { day: dayOf(locale, new Date(`${part.day}T12:00:00`).getTime()) })} ·{' '}
              {t('clubs.part.upTo', { percent: Math.round(upTo / 100) })}
            </p>
            <p className="flex flex-wrap gap-1.5">
              {read >= upTo ? (
                <Chip tone="leaf" icon="ok">
                  {t('clubs.part.read')}
                </Chip>
              ) : (
                <Chip icon="lock">{t('clubs.part.folded')}</Chip>
              )}
              <Chip icon="text">{t('forum.posts', { n: posts?.get(part.id)?.n ?? 0 })}</Chip>
            </p>
          </li>
        );
      })}
    </CardList>
  );
}
