import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Topic } from '@egoejo/shared/forum/model.ts';
import { ActSpot } from '../../activity/model.ts';
import { useReadUpTo } from '../../clubs/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Sanctioned } from '../../moderation/model.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { followCatalogue } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Discussion } from '../components/Discussion.tsx';
import { TendTopic } from '../components/TendTopic.tsx';

/** The discussion of a part of a club: folded for a member who has not read so far, until they open it all the same. */
function Part({ topic, club }: { topic: Topic; club: string }) {
  const t = useT();
  const work = useRow('club', club)?.work ?? null;
  const read = useReadUpTo(work);
  const [open, setOpen] = useState(false);
  if (read === undefined) return null;
  if (open || read >= (topic.upTo ?? 0)) return <Discussion topic={topic} />;
  return (
    <EmptyState
      icon="read"
      title={t('clubs.folded')}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {work && (
            <LinkButton to="/lire/catalogue/$id" params={{ id: work }}>
              {t('clubs.readOn')}
            </LinkButton>
          )}
          <Button variant="quiet" onClick={() => setOpen(true)}>
            {t('clubs.unfold')}
          </Button>
        </div>
      }
    >
      {t('clubs.folded.text', { percent: Math.round((topic.upTo ?? 0) / 100), read: Math.floor(read / 100) })}
    </EmptyState>
  );
}

function Shown({ topic }: { topic: Topic }) {
  const t = useT();
  const community = useRow('community', topic.community);
  const club = useRow('club', topic.club);
  // The last act that opened or changed it and was not answered yet, or was refused.
  const waiting = useActs({ touches: { e: 'topic', id: topic.id } }).find(
    (a) => !a.dismissed && a.state !== 'received' && a.name !== 'comment.write',
  );
  return (
    <Page
      title={topic.title}
      back={topic.club ? `/lire/clubs/${topic.club}` : '/forum'}
      kicker={
        club ? (
          typeset(club.title)
        ) : community ? (
          <Link to="/communautes/$id" params={{ id: community.id }} className="inline-flex min-h-11 items-center">
            {typeset(community.name)}
          </Link>
        ) : (
          topic.community === null && t('forum.all')
        )
      }
    >
      <ActSpot act={waiting ?? null} here={topic.id} />
      {topic.pinned && <Notice icon="ok">{t('forum.pinned.text')}</Notice>}
      {topic.club ? <Part topic={topic} club={topic.club} /> : <Discussion topic={topic} />}
      <TendTopic topic={topic} />
    </Page>
  );
}

/** A topic of a forum, or of a part of a club, with what was said. */
export function TopicPage() {
  const t = useT();
  const { id } = useParams({ from: '/forum/$id' });
  const topic = useRow('topic', id);
  // Topics that are open to all come with the catalogue.
  useEffect(() => void followCatalogue(), []);
  if (topic && topic.title !== '') return <Shown key={id} topic={topic} />;
  return (
    <Page title={t('forum.one')} back="/forum">
      {topic?.first && <Sanctioned subject={topic.first} />}
      {topic !== undefined && (
        <EmptyState
          icon="text"
          title={t('forum.missing')}
          action={<LinkButton to="/forum">{t('forum.forum')}</LinkButton>}
        >
          {t(topic ? 'forum.gone' : 'forum.missing.text')}
        </EmptyState>
      )}
    </Page>
  );
}
