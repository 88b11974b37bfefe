import { isOpenToAuthor, type ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { ActSpot } from '../../activity/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { languageName } from '../../reading/model.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { useFilesOf, useMoving, useNotesOf, useRefused } from '../queries.ts';
import { ContractPart } from '../contract/ContractPart.tsx';
import { EarningsPart } from '../contract/EarningsPart.tsx';
import { inCatalogue, presentOf } from '../states.ts';
import { AddVersion } from './AddVersion.tsx';
import { Moves } from './Moves.tsx';
import { Notes } from './Notes.tsx';
import { Reading } from './Reading.tsx';
import { Refused } from './Refused.tsx';
import { NextStep, StandingChip } from './Standing.tsx';
import { Said, Steps } from './Steps.tsx';
import { Versions } from './Versions.tsx';

const LIST = '/lire/manuscrits';
/** What is sent about its notes and contracts shows beside each of them. */
const OF_PARTS: ReadonlySet<string> = new Set([
  'manuscript.note',
  'manuscript.closeNote',
  'contract.offer',
  'contract.answer',
]);

/** What the manuscript says of itself. */
function Facts({ manuscript }: { manuscript: ManuscriptRow }) {
  const t = useT();
  const locale = useLocale();
  const { community: id, language, rights, description, mine, state } = manuscript;
  const community = useRow('community', id);
  const facts = [id === null ? t('publishing.all') : community?.name, languageName(locale, language), rights];
  return (
    <>
      <p className="text-small text-soft">{typeset(facts.filter(Boolean).join(' · '))}</p>
      {description && (
        <p className="max-w-prose break-words whitespace-pre-line" lang={language} dir="auto">
          {typeset(description)}
        </p>
      )}
      {mine && isOpenToAuthor(state) && (
        <LinkButton
          variant="quiet"
          icon="edit"
          className="self-start"
          to="/lire/manuscrits/{-$id}"
          params={{ id: 'nouveau' }}
          search={{ manuscrit: manuscript.id }}
        >
          {t('publishing.edit')}
        </LinkButton>
      )}
    </>
  );
}

function Whole({ manuscript }: { manuscript: ManuscriptRow }) {
  const t = useT();
  const { id, mine, state } = manuscript;
  const files = useFilesOf(id);
  const notes = useNotesOf(id);
  const moving = useMoving().get(id);
  const refused = useRefused(id);
  const waiting = useActs({ touches: { e: 'manuscript', id } }).find(
    (a) =>
      !a.dismissed &&
      a.state !== 'received' &&
      a.verdict?.status !== 'rejected' &&
      !OF_PARTS.has(a.name) &&
      // Once a move is answered, the page shows where it led.
      (a.name !== 'manuscript.move' || moving !== undefined),
  );
  const last = manuscript.steps.at(-1);
  const present = files && presentOf(files);
  return (
    <Page title={manuscript.title} back={LIST} kicker={typeset(manuscript.byline)}>
      <ActSpot act={waiting ?? null} here={id}>
        {moving === undefined && <StandingChip state={state} />}
      </ActSpot>
      {moving === undefined && files && <NextStep manuscript={manuscript} files={files} />}
      {moving === undefined && last && !last.mine && last.words && <Said step={last} />}
      <Refused acts={refused} />
      {inCatalogue(manuscript) && (
        <LinkButton
          variant="quiet"
          icon="read"
          className="self-start"
          to="/lire/catalogue/$id"
          params={{ id: manuscript.work ?? id }}
        >
          {t('publishing.work')}
        </LinkButton>
      )}
      <Facts manuscript={manuscript} />
      <EarningsPart manuscript={manuscript} />
      <Section title={t('publishing.versions')}>
        {mine && isOpenToAuthor(state) && <AddVersion manuscript={manuscript} />}
        {files && <Versions files={files} mine={mine} />}
        {files?.length === 0 && !mine && <p className="text-small text-soft">{t('publishing.versions.none')}</p>}
        {present && notes && <Reading manuscript={manuscript} file={present} notes={notes} />}
      </Section>
      <ContractPart manuscript={manuscript} />
      {moving === undefined && files && <Moves key={state} manuscript={manuscript} files={files} />}
      {files && notes && notes.length > 0 && (
        <Section title={t('publishing.notes')}>
          <Notes notes={notes} files={files} manuscript={manuscript} />
        </Section>
      )}
      {manuscript.steps.length > 0 && (
        <Section title={t('publishing.steps')}>
          <Steps steps={manuscript.steps} moving={moving} />
        </Section>
      )}
    </Page>
  );
}

/** A manuscript for its author or a reviewer: where it stands, its versions, what is said of it, what to do next. */
export function ManuscriptView({ id }: { id: string }) {
  const t = useT();
  const manuscript = useRow('manuscript', id);
  const refused = useRefused(id);
  if (manuscript) return <Whole manuscript={manuscript} />;
  return (
    <Page title={t('publishing.one')} back={LIST}>
      <Refused acts={refused} />
      {manuscript === null && (
        <EmptyState
          icon="edit"
          title={t('publishing.missing')}
          action={
            <LinkButton to="/lire/manuscrits/{-$id}" params={{ id: undefined }}>
              {t('publishing.mine')}
            </LinkButton>
          }
        >
          {t('publishing.missing.text')}
        </EmptyState>
      )}
    </Page>
  );
}
