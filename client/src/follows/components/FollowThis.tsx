import { followId, FOLLOWED_NAME, type Followed } from '@egoejo/shared/follows/model.ts';
import { useT } from '../../i18n/locale.ts';
import { FollowToggle } from './FollowToggle.tsx';

/** Follows an author, a category or a member, by the name that is shown. A name that is too long cannot be followed. */
export function FollowThis({ of, name }: { of: Followed; name: string }) {
  const t = useT();
  if (name === '' || name.length > FOLLOWED_NAME) return null;
  return (
    <FollowToggle
      e="follow"
      id={followId(of)}
      act={(queue, on) => queue('follow.set', { of, on }, name)}
      words={(on) => t(on ? 'follows.following' : 'follows.follow', { name })}
    />
  );
}
