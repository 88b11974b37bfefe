import { typeset } from '../../i18n/typeset.ts';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { EDITABLE } from '@egoejo/shared/projects/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { estimate } from '../../i18n/when.ts';
import { call } from '../../platform/network/api.ts';
import type { Api } from '../../platform/network/rpc.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { MissingProject } from '../components/MissingProject.tsx';
import { useEdits } from '../queries.ts';

type Before = Awaited<ReturnType<Api['projects']['edits']['query']>>[number]['before'];

/** What the project said before each edit, by the id of the edit; it is not kept on the device. */
function useBefore(project: ProjectId | undefined): { by: ReadonlyMap<string, Before>; failure: Failure | null } {
  const [now, setNow] = useState<{ by: ReadonlyMap<string, Before>; failure: Failure | null }>({
    by: new Map(),
    failure: null,
  });
  useEffect(() => {
    if (!project) return undefined;
    let gone = false;
    void call((api) => api.projects.edits.query({ project })).then((answer) => {
      if (gone) return;
      if (answer.ok) setNow({ by: new Map(answer.value.map((e) => [e.id, e.before])), failure: null });
      else setNow((before) => ({ ...before, failure: answer.error }));
    });
    return () => {
      gone = true;
    };
  }, [project]);
  return now;
}

function Fields({ fields, before }: { fields: readonly string[]; before: Before | undefined }) {
  const t = useT();
  const locale = useLocale();
  const said = (field: (typeof EDITABLE)[number]): string | null => {
    if (!before) return null;
    if (field !== 'cost') return before[field] || t('projects.history.empty');
    return before.cost ? estimate(locale, before.cost) : t('projects.history.empty');
  };
  return (
    <dl className="flex flex-col gap-2">
      {EDITABLE.filter((f) => fields.includes(f)).map((field) => (
        <div key={field}>
          <dt className="text-small text-soft">{t(`projects.history.${field}`)}</dt>
          {before && <dd className="max-w-prose whitespace-pre-line">{said(field)}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** The history of a published project: who edited what, and what it said before. */
export function HistoryPage() {
  const t = useT();
  const { id } = useParams({ from: '/projets/$id/historique' });
  const project = useRow('project', id);
  const edits = useEdits(id);
  const { by, failure } = useBefore(project?.id);
  return (
    <Page title={t('projects.history.page')} back={`/projets/${id}`}>
      {project && <p className="-mt-2 text-small text-soft">{typeset(project.title)}</p>}
      {failure && (
        <Notice icon="offline">
          {failure.code === 'network' ? t('projects.history.offline') : errorText(failure)}
        </Notice>
      )}
      {project === null && <MissingProject id={id} />}
      {project && edits?.length === 0 && <Notice icon="edit">{t('projects.history.none')}</Notice>}
      {edits?.map((edit) => (
        <Card key={edit.id}>
          <p className="pb-1.5 text-small">
            <b>{t(edit.animator ? 'projects.history.byAnimator' : 'projects.history.byAuthor')}</b>
            {' · '}
            <RelativeTime at={Date.parse(edit.at)} />
          </p>
          <Fields fields={edit.fields} before={by.get(edit.id)} />
        </Card>
      ))}
    </Page>
  );
}
