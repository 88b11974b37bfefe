import { Link } from '@tanstack/react-router';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { relative } from '../../i18n/when.ts';
import { creditsInWords } from '../../reading/model.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { useNow } from '../../ui/text/clock.ts';
import type { Newest } from './newest.ts';

const looks = {
  work: { icon: 'read', to: '/lire/catalogue/$id' },
  text: { icon: 'text', to: '/lire/$id' },
  track: { icon: 'sound', to: '/ecouter/$id' },
} as const;

/** Works, texts and tracks of what the member follows; each opens. */
export function NewestList({ newest }: { newest: readonly Newest[] }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  return (
    <CardList label={t('follows.newest')}>
      {newest.map(({ kind, id, title, authors, language, at, fresh }) => (
        <li key={id} className="relative flex items-start gap-3 py-3">
          <Icon name={looks[kind].icon} className="mt-0.5 size-5 shrink-0 text-soft" />
          <div className="min-w-0 flex-1">
            <Link
              to={looks[kind].to}
              params={{ id }}
              lang={language || undefined}
              dir="auto"
              className="covers font-strong no-underline"
            >
              {typeset(title)}
            </Link>
            <p className="truncate text-small text-soft" dir="auto">
              {kind === 'text' ? creditsInWords(authors, t) : authors}
            </p>
            <p className="num flex flex-wrap items-center gap-2 text-tiny text-soft">
              {relative(locale, Date.parse(at), now)}
              {fresh && <Chip tone="leaf">{t('follows.new')}</Chip>}
            </p>
          </div>
        </li>
      ))}
    </CardList>
  );
}
