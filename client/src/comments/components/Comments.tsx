import { useEffect, useState } from 'react';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { useThreads } from '../queries.ts';
import type { Person } from '../mentions.ts';
import type { Thread } from '../threads.ts';
import { CommentForm, loadMentions } from './CommentForm.tsx';
import { CommentItem } from './CommentItem.tsx';

function ThreadList({
  threads,
  project,
  people,
  mayWrite,
}: {
  threads: readonly Thread[];
  project: Project;
  people: readonly Person[];
  mayWrite: boolean;
}) {
  return (
    <CardList>
      {threads.map(({ first, answers }) => (
        <li key={first.id} className="py-1">
          <CommentItem comment={first} project={project} people={people} mayWrite={mayWrite} />
          {answers.length > 0 && (
            <ul className="ms-3 border-s border-line ps-3">
              {answers.map((answer) => (
                <li key={answer.id}>
                  <CommentItem comment={answer} project={project} people={people} mayWrite={mayWrite} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </CardList>
  );
}

/** A button that becomes the form. `helping`: the need that the writer can help with. */
function Writing({
  project,
  kind,
  people,
  helping = null,
  onDone,
}: {
  project: Project;
  kind: 'comment' | 'update';
  people: readonly Person[];
  helping?: string | null;
  onDone?: () => void;
}) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const news = kind === 'update';
  // It is there when the network is not.
  useEffect(() => void loadMentions(), []);
  return (
    <div ref={useKeptFocus()} className="flex flex-col">
      {!open && helping === null ? (
        <Button variant="quiet" block data-focus-home onClick={() => setOpen(true)}>
          {t(news ? 'comments.write.news' : 'comments.write')}
        </Button>
      ) : (
        <CommentForm
          project={project}
          kind={kind}
          people={people}
          label={t(news ? 'comments.text.news' : 'comments.text')}
          opening={helping === null ? '' : t('comments.helping', { need: helping })}
          onDone={() => {
            setOpen(false);
            onDone?.();
          }}
        />
      )}
    </div>
  );
}

/** The news of a project, and what members of its community write about it; offline too. */
export function Comments({
  project,
  helping,
  onHelped,
}: {
  project: Project;
  /** The need that the member can help with; null: none was chosen. */
  helping: string | null;
  onHelped: () => void;
}) {
  const t = useT();
  const who = useMember();
  const threads = useThreads(project.id);
  const membership = useRow('membership', project.community);
  const community = useRow('community', project.community);
  const profile = useRow('profile', who?.member);
  if (!threads || membership === undefined || profile === undefined) return null;
  const { people } = threads;
  const everywhere = profile?.roles.some((r) => r === 'animator' || r === 'administrator') ?? false;
  const writes = (membership !== null || everywhere) && project.status === 'published' && !community?.archivedAt;
  const carries = project.author === who?.member || membership?.role === 'animator' || everywhere;
  return (
    <>
      {(threads.news.length > 0 || (writes && carries)) && (
        <Section title={t('comments.news')}>
          {threads.news.length > 0 && (
            <ThreadList threads={threads.news} project={project} people={people} mayWrite={writes} />
          )}
          {writes && carries && <Writing project={project} kind="update" people={people} />}
        </Section>
      )}
      <Section title={t('comments.title')}>
        {threads.comments.length > 0 ? (
          <ThreadList threads={threads.comments} project={project} people={people} mayWrite={writes} />
        ) : (
          <p className="text-small text-soft">{t('comments.none')}</p>
        )}
        {writes && <Writing project={project} kind="comment" people={people} helping={helping} onDone={onHelped} />}
        {who === null && (
          <LinkButton variant="quiet" block to="/connexion" search={{ suite: `/projets/${project.id}` }}>
            {t('comments.signIn')}
          </LinkButton>
        )}
        {who !== null && membership === null && !everywhere && community && !community.archivedAt && (
          <LinkButton variant="quiet" block to="/communautes/$id" params={{ id: community.id }}>
            {t('comments.join')}
          </LinkButton>
        )}
      </Section>
    </>
  );
}
