import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useState, type SubmitEvent } from 'react';
import { newId, type NeedId } from '@egoejo/shared/platform/ids.ts';
import { MOST_NEEDS, NEED, type Project, type ProjectNeed } from '@egoejo/shared/projects/model.ts';
import { WaitingAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button, IconButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { useNeeds } from '../queries.ts';
import { useMayRevise } from '../rights.ts';

/** Called with the words of a need by a member who can help. */
type OnHelp = (need: string) => void;

function Need({ need, title, may, onHelp }: { need: ProjectNeed; title: string; may: boolean; onHelp?: OnHelp }) {
  const t = useT();
  const queue = async (queued: ReturnType<typeof mutate>) => {
    const answer = await queued;
    if (!answer.ok) toast(errorText(answer.error), 'clay');
  };
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 py-1.5">
      <span className="min-w-40 flex-1">{typeset(need.text)}</span>
      {need.met && (
        <Chip tone="leaf" icon="ok">
          {t('projects.need.met')}
        </Chip>
      )}
      <WaitingAct e="projectNeed" id={need.id} />
      {!need.met && !may && onHelp && (
        <Button variant="quiet" onClick={() => onHelp(need.text)}>
          {t('projects.need.help')}
        </Button>
      )}
      {may && (
        <span className="ms-auto flex items-center">
          <Button
            variant="plain"
            onClick={() => void queue(mutate('project.need', { ...need, met: !need.met }, title))}
          >
            {t(need.met ? 'projects.need.again' : 'projects.need.found')}
          </Button>
          <IconButton
            icon="no"
            label={t('projects.need.remove', { need: need.text })}
            onClick={() => void queue(mutate('project.dropNeed', { need: need.id, project: need.project }, title))}
          />
        </span>
      )}
    </li>
  );
}

/** A button that becomes the form, and stays open to write several. */
function AddNeed({ project }: { project: Project }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { queue, busy, failed } = useQueueing({ several: true, fresh: 'id' });
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const args = { id: newId<NeedId>(), project: project.id, text: text.trim(), met: false };
    if (args.text === '' || (await queue('project.need', args, project.title)) === null) return;
    // What was typed meanwhile is the next one.
    setText((now) => (now === text ? '' : now));
  };
  if (!open)
    return (
      <Button variant="quiet" block onClick={() => setOpen(true)}>
        {t('projects.need.say')}
      </Button>
    );
  return (
    <form className="flex flex-col gap-2" onSubmit={(event) => void add(event)}>
      <TextField
        label={t('projects.need.label')}
        hint={t('projects.need.hint')}
        value={text}
        onValue={setText}
        maxLength={NEED}
      />
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button type="submit" variant="quiet" busy={busy} disabled={!isVisible(text)}>
        {t('projects.need.add')}
      </Button>
    </form>
  );
}

/** What a project looks for. Its author and animators change it; others offer help. */
export function Needs({ project, onHelp }: { project: Project; onHelp?: OnHelp }) {
  const t = useT();
  const needs = useNeeds(project.id);
  const may = useMayRevise(project);
  if (!needs || (needs.length === 0 && !may)) return null;
  const help = onHelp && { onHelp };
  return (
    <Section title={t('projects.needs')}>
      {needs.length > 0 && (
        <CardList>
          {needs.map((need) => (
            <Need key={need.id} need={need} title={project.title} may={may} {...help} />
          ))}
        </CardList>
      )}
      {may && needs.length < MOST_NEEDS && <AddNeed project={project} />}
    </Section>
  );
}
