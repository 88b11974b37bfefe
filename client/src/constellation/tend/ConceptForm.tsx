import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useState, type SubmitEvent } from 'react';
import { CONCEPT_TEXT, type Concept } from '@egoejo/shared/constellation/model.ts';
import { newId, type CommunityId, type ConceptId } from '@egoejo/shared/platform/ids.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';

/** The words of a new concept, or of one that exists. */
export function ConceptForm({
  community,
  concept,
  onDone,
}: {
  community: CommunityId;
  concept: Concept | null;
  /** With the id of the concept that was written. */
  onDone: (id: string) => void;
}) {
  const t = useT();
  const [title, setTitle] = useState(concept?.title ?? '');
  const [summary, setSummary] = useState(concept?.summary ?? '');
  const { queue, busy, failed } = useQueueing({ several: true, fresh: 'concept' });
  const words = { title: title.trim(), summary: summary.trim() };
  const changed = words.title !== (concept?.title ?? '') || words.summary !== (concept?.summary ?? '');
  useDirtyForm(changed);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isVisible(title) || !changed) return;
    const id = concept?.id ?? newId<ConceptId>();
    const args = { concept: id, community, create: concept === null, ...words };
    if ((await queue('concept.write', args)) === null) return;
    if (concept === null) {
      // What was typed meanwhile is the next one.
      setTitle((now) => (now === title ? '' : now));
      setSummary((now) => (now === summary ? '' : now));
    }
    onDone(id);
  };
  return (
    <form className="flex flex-col gap-3" noValidate onSubmit={(event) => void save(event)}>
      <TextField label={t('concepts.name')} value={title} onValue={setTitle} maxLength={CONCEPT_TEXT.title} />
      <TextField
        label={t('concepts.summary')}
        hint={t('concepts.summary.hint')}
        value={summary}
        onValue={setSummary}
        maxLength={CONCEPT_TEXT.summary}
      />
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button type="submit" busy={busy} disabled={!isVisible(title) || !changed} className="self-start">
        {t(concept === null ? 'concepts.add' : 'concepts.save')}
      </Button>
    </form>
  );
}
