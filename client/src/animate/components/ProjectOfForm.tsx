import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import type { NamedProjects } from '../queries.ts';
import type { PollFieldsProps } from './fields-props.ts';
import { LinkedProject } from './LinkedProject.tsx';
import { ProjectPicker } from './ProjectPicker.tsx';

/** The project that the whole poll is about, if any. */
export function ProjectOfForm({ form, put, projects }: Omit<PollFieldsProps, 'error'> & { projects: NamedProjects }) {
  const t = useT();
  const [picking, setPicking] = useState(false);
  return (
    <div className="flex flex-col gap-1">
      {form.project === '' ? (
        <Button variant="plain" icon="project" onClick={() => setPicking(true)}>
          {t('animate.poll.project.choose')}
        </Button>
      ) : (
        <LinkedProject project={projects.get(form.project)} onDetach={() => put({ project: '' })} />
      )}
      <p className="text-tiny text-soft">{t('animate.poll.project.hint')}</p>
      <ProjectPicker
        open={picking}
        onClose={() => setPicking(false)}
        title={t('animate.poll.project.choose')}
        community={form.community}
        chosen={new Set()}
        onChoose={([chosen]) => {
          put({ project: chosen?.id ?? '' });
          setPicking(false);
        }}
      />
    </div>
  );
}
