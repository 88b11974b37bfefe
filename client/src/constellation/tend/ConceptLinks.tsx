import { typeset } from '../../i18n/typeset.ts';
import { useState } from 'react';
import type { Concept, ConceptLink } from '@egoejo/shared/constellation/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { otherEnds, type Candidate } from './queries.ts';

/** How many projects a search offers. */
const OFFERED = 6;

/** Lines with one button each: to end a link, or to make it. */
function Lines({
  ends,
  onEnd,
  making = false,
}: {
  ends: readonly Candidate[];
  onEnd: (id: string) => void;
  making?: boolean;
}) {
  const t = useT();
  return (
    <ul className="divide-y divide-line">
      {ends.map((end) => (
        <li key={end.id} className="flex min-h-11 items-center gap-2">
          <span className="min-w-0 flex-1 text-small">{typeset(end.title)}</span>
          <IconButton
            icon={making ? 'plus' : 'no'}
            label={t(making ? 'concepts.attach' : 'concepts.detach', { title: end.title })}
            onClick={() => onEnd(end.id)}
          />
        </li>
      ))}
    </ul>
  );
}

/** What a concept is linked to: projects, found by their title, and other concepts of the community. */
export function ConceptLinks({
  concept,
  concepts,
  links,
  projects,
}: {
  concept: Concept;
  concepts: readonly Concept[];
  links: readonly ConceptLink[];
  projects: readonly Candidate[];
}) {
  const t = useT();
  const [sought, seek] = useState('');
  const { queue, failed } = useQueueing({ several: true });
  const link = (kind: ConceptLink['kind'], to: string, on: boolean) =>
    queue('concept.link', { concept: concept.id, kind, to, on });
  const ends = (kind: ConceptLink['kind'], among: readonly Candidate[]): Candidate[] => {
    const ids = new Set(otherEnds(links, concept.id, kind));
    return among.filter((c) => ids.has(c.id));
  };
  const attached = ends('project', projects);
  const near = ends('concept', concepts);
  const wanted = fold(sought.trim());
  const found = projects.filter((p) => !attached.includes(p) && fold(p.title).includes(wanted));
  return (
    <>
      <h3 className="text-small font-strong">{t('concepts.projects')}</h3>
      {attached.length === 0 && <p className="text-small text-soft">{t('concepts.projects.none')}</p>}
      <Lines ends={attached} onEnd={(id) => void link('project', id, false)} />
      <SearchField label={t('concepts.find')} value={sought} onValue={seek} />
      {wanted !== '' && found.length === 0 && <p className="text-small text-soft">{t('concepts.find.none')}</p>}
      {wanted !== '' && (
        <Lines
          ends={found.slice(0, OFFERED)}
          making
          onEnd={(id) => {
            seek('');
            void link('project', id, true);
          }}
        />
      )}
      {concepts.length > 1 && <h3 className="text-small font-strong">{t('concepts.near')}</h3>}
      <Lines ends={near} onEnd={(id) => void link('concept', id, false)} />
      {concepts.length > 1 && (
        <Select
          label={t('concepts.near.add')}
          value=""
          onValue={(id) => void (id === '' ? null : link('concept', id, true))}
          options={[
            { value: '', label: t('concepts.near.choose') },
            ...concepts
              .filter((c) => c.id !== concept.id && !near.some((n) => n.id === c.id))
              .map((c) => ({ value: String(c.id), label: c.title })),
          ]}
        />
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}
