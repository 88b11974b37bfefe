import type { Reach } from '@egoejo/shared/communities/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import type { ReactNode } from 'react';
import { errorText, useT } from '../../i18n/locale.ts';
import { NETWORK } from '../../platform/api.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Dialog } from '../../ui/Sheet.tsx';
import { useReach } from '../reach.ts';

interface AskProps {
  open: boolean;
  title: string;
  /** Null: it goes to all communities. */
  community: CommunityId | null;
  /** How many it reaches, in words. */
  words: (reach: Reach) => string;
  /** The words of its button. */
  doing: string;
  busy: boolean;
  failed: Failure | null;
  onDo: () => void;
  onClose: () => void;
  /** What people will see. */
  children: ReactNode;
}

/** Asks once before something goes out to many people: what they will see, and how many they are. */
export function Ask({ open, title, doing, busy, failed, onDo, onClose, children, ...reached }: AskProps) {
  const t = useT();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button busy={busy} onClick={onDo}>
            {doing}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Reached {...reached} />
        {children}
        {failed !== null && <ErrorNote what={errorText(failed)} />}
      </div>
    </Dialog>
  );
}

/** It is asked for anew at each opening: who joined since counts too. */
function Reached({ community, words }: Pick<AskProps, 'community' | 'words'>) {
  const t = useT();
  const reach = useReach(community);
  return (
    <p role="status" className="flex items-center gap-2.5 text-small font-strong">
      <Icon name="people" className="size-5 text-leaf" />
      <span className="min-w-0 flex-1">
        {reach === undefined
          ? t('animate.figures.loading')
          : reach.ok
            ? words(reach.value)
            : reach.error.code === NETWORK
              ? t('animate.reach.unknown')
              : errorText(reach.error)}
      </span>
    </p>
  );
}
