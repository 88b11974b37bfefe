import type { PollOption } from '@egoejo/shared/polls/model.ts';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { IconLink } from '../../ui/actions/Button.tsx';

interface RowProps {
  as: 'li' | 'div';
  option: PollOption;
  children: ReactNode;
}
/** An option in a ballot's list, with a link to the project that it stands for. */
export function BallotRow({ as: Row, option, children }: RowProps) {
  const t = useT();
  return (
    <Row className="flex flex-wrap items-center justify-end gap-x-1 border-b border-line last:border-0">
      {children}
      {option.project && (
        <IconLink
          icon="next"
          label={t('polls.option.project', { label: option.label })}
          to="/projets/$id"
          params={{ id: option.project }}
          className="-me-2"
        />
      )}
    </Row>
  );
}
