import { useNavigate, useParams } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Tabs } from '../../ui/layout/Tabs.tsx';
import { BooksPart } from '../components/books/BooksPart.tsx';
import { HealthPart } from '../components/health/HealthPart.tsx';
import { LogPart } from '../components/LogPart.tsx';
import { MembersPart } from '../components/members/MembersPart.tsx';
import { PartnersPart } from '../components/partners/PartnersPart.tsx';
import { QueuePart } from '../components/QueuePart.tsx';
import { RunsPart } from '../components/RunsPart.tsx';
import { SettingsPart } from '../components/SettingsPart.tsx';

const parts = {
  sante: HealthPart,
  membres: MembersPart,
  passages: RunsPart,
  journal: LogPart,
  reglages: SettingsPart,
  partenaires: PartnersPart,
  livres: BooksPart,
  file: QueuePart,
} as const;
type Part = keyof typeof parts;
const isPart = (v: unknown): v is Part => typeof v === 'string' && Object.hasOwn(parts, v);

/** For administrators. Others see nothing here, and the server answers only administrators. */
export function AdministrationPage() {
  const t = useT();
  const who = useMember();
  const profile = useRow('profile', who?.member);
  const { part } = useParams({ strict: false });
  const navigate = useNavigate();
  const shown = isPart(part) ? part : 'sante';
  const Shown = parts[shown];
  const may = profile?.roles.includes('administrator') ?? false;
  if (who !== null && profile === undefined) return null;
  return (
    <Page title={t('administration.title')} back="/moi" wide>
      {may ? (
        <Tabs
          label={t('administration.title')}
          value={shown}
          scrolls
          onValue={(to) =>
            void navigate({ to: '/administration/$part', params: { part: to }, replace: true, resetScroll: false })
          }
          tabs={[
            { value: 'sante', label: t('administration.part.health') },
            { value: 'membres', label: t('administration.part.members') },
            { value: 'passages', label: t('administration.part.runs') },
            { value: 'journal', label: t('administration.part.log') },
            { value: 'reglages', label: t('administration.part.settings') },
            { value: 'partenaires', label: t('administration.part.partners') },
            { value: 'livres', label: t('administration.part.books') },
            { value: 'file', label: t('administration.part.queue') },
          ]}
        >
          {/* Figures side by side take the whole width; lines and forms are one column, below the same tabs. */}
          <div className={`flex w-full flex-col gap-3 ${shown === 'sante' ? '' : 'max-w-2xl'}`}>
            <Shown />
          </div>
        </Tabs>
      ) : (
        <EmptyState
          icon="lock"
          title={t('administration.not.title')}
          action={<LinkButton to="/moi">{t('administration.not.go')}</LinkButton>}
        >
          {t('administration.not.text')}
        </EmptyState>
      )}
    </Page>
  );
}
