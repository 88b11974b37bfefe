import { typeset } from '../../i18n/typeset.ts';
import { useState } from 'react';
import type { Comment } from '@egoejo/shared/comments/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { ReportButton } from '../../moderation/model.ts';
import { call } from '../../platform/network/api.ts';
import type { Api } from '../../platform/network/rpc.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Avatar } from '../../ui/pictures/Avatar.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';

type Found = Awaited<ReturnType<Api['comments']['writer']['query']>>;

/**
 * The name under a comment. A signed one opens what its writer shows of themselves, which needs a network; reporting
 * them to the moderators of the community does not, for its members.
 */
export function Writer({ comment, community }: { comment: Comment; community: CommunityId | null }) {
  const t = useT();
  const who = useMember();
  const membership = useRow('membership', community);
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<Result<Found> | null>(null);
  const { name } = comment;
  if (name === null) return <b className="text-small text-ink">{t('comments.somebody')}</b>;
  if (who === null) return <b className="text-small text-ink">{name}</b>;
  const show = () => {
    setOpen(true);
    if (!found?.ok) void call((api) => api.comments.writer.query({ comment: comment.id })).then(setFound);
  };
  return (
    <>
      <button type="button" className="-my-3 py-3 text-small font-strong text-ink underline" onClick={show}>
        {name}
      </button>
      <Sheet open={open} onClose={() => setOpen(false)} title={name}>
        {!found && <p role="status">{t('comments.writer.loading')}</p>}
        {found && !found.ok && (
          <Notice icon="offline">
            {found.error.code === 'network' ? t('comments.writer.offline') : errorText(found.error)}
          </Notice>
        )}
        {found?.ok && (
          <div className="flex items-center gap-3">
            <Avatar path={found.value.avatar} name={name} large />
            <div className="min-w-0 flex-1">
              {found.value.place && <p className="text-small text-soft">{typeset(found.value.place)}</p>}
              <p className="max-w-prose whitespace-pre-line">
                {typeset(found.value.bio ?? t('comments.writer.nothing'))}
              </p>
            </div>
          </div>
        )}
        {community !== null && membership && comment.author !== null && (
          <div className="mt-3 flex flex-col gap-1">
            {comment.author !== who.member && (
              <LinkButton variant="quiet" icon="talk" to="/conversations/ecrire" search={{ a: comment.author }}>
                {t('comments.writeTo')}
              </LinkButton>
            )}
            <ReportButton
              kind="member"
              subject={comment.author}
              author={comment.author}
              title={name}
              community={community}
            />
          </div>
        )}
      </Sheet>
    </>
  );
}
