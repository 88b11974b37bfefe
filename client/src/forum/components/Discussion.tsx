import type { Topic } from '@egoejo/shared/forum/model.ts';
import { Refused, ThreadList, useThreads, Writing, type About } from '../../comments/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { useMayPost } from '../queries.ts';

/** Why the member cannot write in this topic, and what they can do about it. */
function Join({ topic: { community, id, closed } }: { topic: Topic }) {
  const t = useT();
  const who = useMember();
  const row = useRow('community', community);
  if (closed) return <Notice icon="lock">{t('forum.closed.text')}</Notice>;
  if (who === null)
    return (
      <LinkButton variant="quiet" block to="/connexion" search={{ suite: `/forum/${id}` }}>
        {t('comments.signIn')}
      </LinkButton>
    );
  return (
    row &&
    !row.archivedAt && (
      <LinkButton variant="quiet" block to="/communautes/$id" params={{ id: row.id }}>
        {t('comments.join')}
      </LinkButton>
    )
  );
}

/** What was said in a topic, and the form to say something. */
export function Discussion({ topic }: { topic: Topic }) {
  const t = useT();
  const about: About = { on: { topic: topic.id }, community: topic.community, carrier: null, title: topic.title };
  const threads = useThreads(about);
  const mayPost = useMayPost(topic);
  if (!threads) return null;
  return (
    <Section title={t('forum.said')}>
      {threads.comments.length > 0 ? (
        <ThreadList threads={threads.comments} about={about} people={threads.people} mayWrite={mayPost} />
      ) : (
        <p className="text-small text-soft">{t('forum.said.none')}</p>
      )}
      <Refused about={about} />
      {mayPost ? (
        <Writing
          about={about}
          kind="comment"
          people={threads.people}
          words={{ button: t('forum.write'), field: t('forum.message') }}
        />
      ) : (
        <Join topic={topic} />
      )}
    </Section>
  );
}
