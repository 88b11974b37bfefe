import type { Contributor, Work, WorkDetail } from '@egoejo/shared/catalogue/model.ts';
import type { ReactNode } from 'react';
import { useLanguage, useLocale, useT } from '../../i18n/locale.ts';
import { categoryName, languageName, readingTime } from './facts.ts';

const roles = {
  author: 'catalogue.role.author',
  translator: 'catalogue.role.translator',
  illustrator: 'catalogue.role.illustrator',
  narrator: 'catalogue.role.narrator',
  editor: 'catalogue.role.editor',
  other: 'catalogue.role.other',
} as const;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5 border-b border-line py-2 last:border-0">
      <dt className="text-tiny text-soft">{name}</dt>
      <dd className="break-words" dir="auto">
        {children}
      </dd>
    </div>
  );
}

/** Names by what they did, in the order of the book. */
function byRole(contributors: readonly Contributor[]): [Contributor['role'], string][] {
  const names = new Map<Contributor['role'], string[]>();
  for (const { role, name } of contributors) names.set(role, [...(names.get(role) ?? []), name]);
  return [...names].map(([role, some]) => [role, some.join(', ')]);
}

/** What is known of a work: from its row without a network, the rest once it was opened with one. */
export function WorkFacts({ work, detail }: { work: Work; detail: WorkDetail | null }) {
  const t = useT();
  const locale = useLocale();
  const language = useLanguage();
  const time = readingTime(work.words);
  const list = (text: string, name: (value: string) => string) => text.split(' ').filter(Boolean).map(name).join(', ');
  const accessible = detail?.accessibility;
  return (
    <dl>
      {byRole(detail?.contributors ?? []).map(([role, names]) => (
        <Fact key={role} name={t(roles[role] ?? roles.other)}>
          {names}
        </Fact>
      ))}
      <Fact name={t('catalogue.words')}>
        {t('catalogue.words.n', { n: work.words })} ·{' '}
        {time.h > 0 ? t('catalogue.hours', { n: time.h }) : t('catalogue.minutes', { n: time.m })}
      </Fact>
      {work.languages && (
        <Fact name={t('catalogue.language')}>{list(work.languages, (code) => languageName(locale, code))}</Fact>
      )}
      {work.categories && (
        <Fact name={t('catalogue.category')}>{list(work.categories, (key) => categoryName(language, key))}</Fact>
      )}
      {work.series && (
        <Fact name={t('catalogue.series')}>{[work.series, work.seriesNumber].filter(Boolean).join(' ')}</Fact>
      )}
      {(detail?.publisher || work.year !== null) && (
        <Fact name={t('catalogue.publisher')}>
          {[detail?.publisher, work.year].filter((part) => part !== '' && part != null).join(', ')}
        </Fact>
      )}
      {detail && detail.subjects.length > 0 && (
        <Fact name={t('catalogue.subjects')}>{detail.subjects.join(' · ')}</Fact>
      )}
      {(detail?.rights || work.licence) && <Fact name={t('catalogue.rights')}>{detail?.rights || work.licence}</Fact>}
      {accessible && (accessible.accessibilitySummary || accessible.conformsTo) && (
        <Fact name={t('catalogue.accessibility')}>
          {[accessible.accessibilitySummary, accessible.conformsTo].filter(Boolean).join(' — ')}
        </Fact>
      )}
    </dl>
  );
}
