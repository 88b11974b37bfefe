import { useState } from 'react';
import type { BlockedMember } from '@egoejo/shared/blocks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { BlockButton } from '../components/BlockButton.tsx';

/**
 * Whom the member blocked, and the way to unblock them. Whom they unblock stays in the list until they leave the page,
 * so that they can take it back.
 */
export function BlockedPage() {
  const t = useT();
  const rows = useRows('blockedMember');
  const [seen, setSeen] = useState<readonly BlockedMember[]>([]);
  const missing = (rows ?? []).filter((r) => !seen.some((s) => s.id === r.id));
  if (missing.length > 0) setSeen([...seen, ...missing].toSorted((a, b) => a.name.localeCompare(b.name)));
  return (
    <Page title={t('blocks.title')} back="/moi/reglages">
      {rows && seen.length === 0 && (
        <EmptyState icon="people" title={t('blocks.none')}>
          {t('blocks.none.text')}
        </EmptyState>
      )}
      {seen.length > 0 && (
        <>
          <p className="max-w-prose text-small text-soft">{t('blocks.text')}</p>
          <CardList label={t('blocks.title')}>
            {seen.map(({ id, name, since }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-2 py-3">
                <span className="min-w-0 break-words">
                  {typeset(name || t('rooms.somebody'))}
                  <span className="block text-tiny text-soft">
                    <RelativeTime at={Date.parse(since)} />
                  </span>
                </span>
                <BlockButton member={id} name={name || null} />
              </li>
            ))}
          </CardList>
        </>
      )}
    </Page>
  );
}
