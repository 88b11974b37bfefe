import type { ReactNode } from 'react';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { ShareFields, useShare, type Shared } from './ShareFields.tsx';

/** Chooses for whom something of the member is: them alone, one community, or everybody. */
export function ShareChoice({
  title,
  who,
  hints,
  shared,
  busy,
  failed,
  changed = false,
  more,
  onShare,
}: {
  title: string;
  who: string;
  hints: Readonly<Record<Shared['visibility'], string>>;
  shared: Shared;
  busy: boolean;
  failed: Failure | null;
  /** Something of `more` was changed. */
  changed?: boolean;
  /** What else is asked of what a community has. */
  more?: ReactNode;
  onShare: (shared: Shared) => Promise<void>;
}) {
  const t = useT();
  const share = useShare(shared);
  if (!share) return null;
  const { chosen, nowhere } = share;
  const same =
    chosen.visibility === shared.visibility &&
    chosen.community === shared.community &&
    !(changed && chosen.visibility === 'community');
  return (
    <Section title={title}>
      <ShareFields of={share} who={who} hints={hints} more={more} />
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button variant="quiet" icon="share" busy={busy} disabled={same || nowhere} onClick={() => void onShare(chosen)}>
        {t('tracks.share.do')}
      </Button>
    </Section>
  );
}
