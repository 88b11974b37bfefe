import { typeset } from '../../i18n/typeset.ts';
import { useState } from 'react';
import type { Concept, ConceptLink } from '@egoejo/shared/constellation/model.ts';
import { toastAct } from '../../activity/model.ts';
import { WaitingAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { ConceptForm } from './ConceptForm.tsx';
import { ConceptLinks } from './ConceptLinks.tsx';
import { otherEnds, type Candidate } from './queries.ts';

interface Props {
  concept: Concept;
  concepts: readonly Concept[];
  links: readonly ConceptLink[];
  projects: readonly Candidate[];
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** One concept for its animators: its words, its links, its end. */
export function ConceptCard({ concept, concepts, links, projects, open, onOpen }: Props) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const { queue, failed } = useQueueing();
  const remove = async () => {
    setAsking(false);
    const key = await queue('concept.delete', { concept: concept.id }, concept.title);
    if (key !== null) toastAct(key);
  };
  const n = otherEnds(links, concept.id, 'project').length + otherEnds(links, concept.id, 'concept').length;
  return (
    <Card as="li" className="flex flex-col gap-3">
      <h2 className="-my-2 text-base">
        <button
          type="button"
          aria-expanded={open}
          className="flex min-h-11 w-full items-center gap-3 text-start"
          onClick={() => onOpen(!open)}
        >
          <span className="min-w-0 flex-1 font-strong">{typeset(concept.title)}</span>
          <span className="num text-tiny text-soft">{t('constellation.links', { n })}</span>
          <Icon name={open ? 'minus' : 'plus'} className="size-5 text-soft" />
        </button>
      </h2>
      <WaitingAct e="concept" id={concept.id} />
      {open && (
        <>
          <ConceptForm
            key={`${concept.title}${concept.summary}`}
            community={concept.community}
            concept={concept}
            onDone={() => undefined}
          />
          <ConceptLinks concept={concept} concepts={concepts} links={links} projects={projects} />
          {failed !== null && <ErrorNote what={errorText(failed)} />}
          <Button variant="grave" icon="trash" className="self-start" onClick={() => setAsking(true)}>
            {t('concepts.delete')}
          </Button>
        </>
      )}
      <Confirm
        open={asking}
        title={t('concepts.delete.sure', { title: concept.title })}
        text={t('concepts.delete.text')}
        doing={t('concepts.delete.do')}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}
