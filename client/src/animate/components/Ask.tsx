import type { Reach } from '@egoejo/shared/communities/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { NETWORK } from '../../platform/network/api.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { useReach } from '../reach.ts';
import { ActDialog, type ActDialogProps } from './ActDialog.tsx';

interface AskProps extends ActDialogProps {
  /** Null: it goes to all communities. */
  community: CommunityId | null;
  /** How many it reaches, in words. */
  words: (reach: Reach) => string;
}

/** Asks once before something goes out to many people. It shows what they will see and how many they are. */
export const Ask = ({ community, words, children, ...dialog }: AskProps) => (
  <ActDialog {...dialog}>
    <Reached community={community} words={words} />
    {children}
  </ActDialog>
);

/** How many people it reaches. The server is asked at each opening, because members may have joined since. */
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
