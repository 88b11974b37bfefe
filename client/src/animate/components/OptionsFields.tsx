import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button, IconButton } from '../../ui/actions/Button.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { addOption, EMPTY_POLL, withOptions } from '../poll-form.ts';
import type { NamedProjects } from '../queries.ts';
import type { PollFieldsProps } from './fields-props.ts';
import { LinkedProject } from './LinkedProject.tsx';
import { ProjectPicker } from './ProjectPicker.tsx';

/** The options of the poll: written here, or projects of the community. */
export function OptionsFields({ form, put, error, projects }: PollFieldsProps & { projects: NamedProjects }) {
  const t = useT();
  const [picking, setPicking] = useState(false);
  const change = (id: string, to: { label?: string; cost?: string; project?: string }) =>
    put({ options: form.options.map((o) => (o.id === id ? { ...o, ...to } : o)) });
  const drop = (gone: (o: (typeof form.options)[number]) => boolean) => {
    const left = form.options.filter((o) => !gone(o));
    put({ options: left.length > 0 ? left : EMPTY_POLL.options });
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-small font-strong">{t('animate.poll.options')}</legend>
      {form.options.map((o, i) => (
        <div key={o.id} className="flex flex-wrap items-end gap-1">
          <div className={form.kind === 'budget' ? 'min-w-0 basis-full rail:flex-1 rail:basis-0' : 'min-w-0 flex-1'}>
            <TextField
              label={t('animate.poll.option', { n: i + 1 })}
              value={o.label}
              onValue={(label) => change(o.id, { label })}
              maxLength={200}
            />
          </div>
          {form.kind === 'budget' && (
            <div className="min-w-0 flex-1 rail:w-28 rail:flex-none">
              <TextField
                label={t('animate.poll.cost', { n: i + 1 })}
                inputMode="decimal"
                value={o.cost}
                onValue={(cost) => change(o.id, { cost })}
              />
            </div>
          )}
          <IconButton
            icon="trash"
            label={t('animate.poll.option.remove', { n: i + 1 })}
            onClick={() => drop((x) => x.id === o.id)}
          />
          {o.project !== '' && (
            <div className="basis-full">
              <LinkedProject project={projects.get(o.project)} onDetach={() => change(o.id, { project: '' })} />
            </div>
          )}
        </div>
      ))}
      {error('options') && (
        <p role="alert" tabIndex={-1} data-fault className="text-tiny text-clay">
          {error('options')}
        </p>
      )}
      {error('costs') && (
        <p role="alert" tabIndex={-1} data-fault className="text-tiny text-clay">
          {error('costs')}
        </p>
      )}
      <Button variant="plain" icon="plus" onClick={() => put({ options: addOption(form.options) })}>
        {t('animate.poll.option.add')}
      </Button>
      <Button variant="plain" icon="project" onClick={() => setPicking(true)}>
        {t('animate.poll.option.project')}
      </Button>
      <ProjectPicker
        open={picking}
        onClose={() => setPicking(false)}
        title={t('animate.poll.option.project')}
        community={form.community}
        chosen={new Set(form.options.map((o) => o.project))}
        onChoose={(added) => put(withOptions(form, added))}
        onDrop={(project) => drop((o) => o.project === project)}
      />
    </fieldset>
  );
}
