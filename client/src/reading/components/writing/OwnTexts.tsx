import { Link } from '@tanstack/react-router';
import { useLocale, useT } from '../../../i18n/locale.ts';
import { typeset } from '../../../i18n/typeset.ts';
import { CardList } from '../../../ui/cards/Card.tsx';
import { Chip, StateChip } from '../../../ui/feedback/Chip.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { languageName } from '../../text/language.ts';
import type { Readable } from '../../queries.ts';

/** The texts that the member published, the newest first; those that were withdrawn, too. */
export function OwnTexts({ own }: { own: readonly Readable[] }) {
  const t = useT();
  const locale = useLocale();
  if (own.length === 0) return null;
  return (
    <Section title={t('writing.own')}>
      <CardList label={t('writing.own')}>
        {own.map(({ id, title, story, pending }) => (
          <li key={id} className="flex min-h-13 flex-wrap items-center gap-2 py-2.5">
            <span className="min-w-0 flex-1">
              <Link
                to="/lire/$id"
                params={{ id }}
                className="font-strong no-underline"
                lang={story?.language}
                dir="auto"
              >
                {typeset(title)}
              </Link>
              <span className="block text-tiny text-soft">
                {[languageName(locale, story?.language ?? ''), story?.licence].filter(Boolean).join(' · ')}
              </span>
            </span>
            {pending ? (
              <StateChip state={pending} />
            ) : (
              <Chip tone={story?.state === 'withdrawn' ? 'plain' : 'leaf'}>
                {t(story?.state === 'withdrawn' ? 'reading.chip.gone' : 'writing.published')}
              </Chip>
            )}
          </li>
        ))}
      </CardList>
    </Section>
  );
}
