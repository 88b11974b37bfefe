import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Work } from '@egoejo/shared/catalogue/model.ts';
import { useLanguage, useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { bytes } from '../../i18n/when.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Cover } from '../../ui/pictures/Cover.tsx';
import { categoryName, langOf, languageName, readingTime } from './facts.ts';

/** The height of a row whose title has one line, px; a row without its data has it, too. */
export const ROW_HEIGHT = 98;

/** A work in the list. Rendered again only when its own row changes, because a scroll moves hundreds of rows past. */
export const WorkRow = memo(function WorkRow({
  work,
  here,
  beside,
  open,
}: {
  work: Work | undefined;
  /** Its file is on this device. */
  here: boolean;
  /** The work opens in the column beside the list, so the list must not scroll. */
  beside: boolean;
  /** It is open there. */
  open: boolean;
}) {
  const t = useT();
  const locale = useLocale();
  const language = useLanguage();
  if (!work)
    return (
      <div aria-hidden="true" style={{ height: ROW_HEIGHT }} className="rounded-card border border-line bg-surface" />
    );
  const [spoken = ''] = work.languages.split(' ');
  const time = readingTime(work.words);
  // The innermost category says most.
  const category = work.categories.split(' ').at(-1) ?? '';
  const facts = [
    spoken && languageName(locale, spoken),
    category && categoryName(language, category),
    time.h > 0 ? t('catalogue.hours', { n: time.h }) : t('catalogue.minutes', { n: time.m }),
    bytes(locale, work.bytes),
  ];
  return (
    <article
      className={`relative flex gap-3 rounded-card border p-3 focus-within:border-leaf ${open ? 'border-leaf bg-leaf-soft' : 'border-line bg-surface'}`}
    >
      <Cover work={work} size="row" />
      <div className="min-w-0 flex-1">
        <h2 className="leading-tight font-strong" lang={langOf(work)} dir="auto">
          <Link
            to="/lire/catalogue/$id"
            params={{ id: work.id }}
            resetScroll={!beside}
            aria-current={open || undefined}
            className="line-clamp-2 covers no-underline"
          >
            {typeset(work.title)}
          </Link>
        </h2>
        <p className="truncate text-small text-soft" dir="auto">
          {work.authors}
        </p>
        <p className="num text-tiny text-soft">{facts.filter(Boolean).join(' · ')}</p>
        {here && (
          <span className="mt-1 block">
            <Chip tone="leaf" icon="ok">
              {t('catalogue.here')}
            </Chip>
          </span>
        )}
      </div>
    </article>
  );
});
