import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { ErrorText } from '../../ui/forms/Field.tsx';
import type { NamedProject } from '../queries.ts';

/** The project that a poll or an option stands for, and a button to end the link. */
export function LinkedProject({ project, onDetach }: { project: NamedProject | undefined; onDetach: () => void }) {
  const t = useT();
  const title = project?.title ?? t('animate.poll.project.absent');
  return (
    <div className="flex items-center gap-1">
      <div className="min-w-0 flex-1 text-small">
        <span className="text-soft">{t('animate.poll.project')}</span> {typeset(title)}
        {project && !project.fits && (
          <div tabIndex={-1} data-fault>
            <ErrorText>{t('animate.poll.project.gone')}</ErrorText>
          </div>
        )}
      </div>
      <IconButton icon="no" label={t('animate.poll.project.detach', { title })} onClick={onDetach} />
    </div>
  );
}
