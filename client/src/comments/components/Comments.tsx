import type { Project } from '@egoejo/shared/projects/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import type { About } from '../about.ts';
import { useThreads } from '../queries.ts';
import { Refused } from './Refused.tsx';
import { ThreadList, Writing } from './Threads.tsx';

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
  const about: About = {
    on: { project: project.id },
    community: project.community,
    carrier: project.author,
    title: project.title,
  };
  const threads = useThreads(about);
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
            <ThreadList threads={threads.news} about={about} people={people} mayWrite={writes} />
          )}
          {writes && carries && (
            <Writing
              about={about}
              kind="update"
              people={people}
              words={{ button: t('comments.write.news'), field: t('comments.text.news') }}
            />
          )}
        </Section>
      )}
      <Section title={t('comments.title')}>
        {threads.comments.length > 0 ? (
          <ThreadList threads={threads.comments} about={about} people={people} mayWrite={writes} />
        ) : (
          <p className="text-small text-soft">{t('comments.none')}</p>
        )}
        <Refused about={about} />
        {writes && (
          <Writing
            about={about}
            kind="comment"
            people={people}
            words={{ button: t('comments.write'), field: t('comments.text') }}
            helping={helping}
            onDone={onHelped}
          />
        )}
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
