import type { Report } from '@egoejo/shared/moderation/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { kindOf } from '../kinds.ts';
import { SanctionNote } from './Sanctioned.tsx';

/** What became of the member's reports, and what moderators decided about what they wrote. */
export function MyReports() {
  const t = useT();
  const reports = useRows('report')?.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)) ?? [];
  const sanctions = useRows('sanction')?.toSorted((a, b) => b.decidedAt.localeCompare(a.decidedAt)) ?? [];
  return (
    <>
      {sanctions.length > 0 && (
        <Section title={t('moderation.decisions')}>
          {sanctions.map((s) => (
            <div key={s.id} className="flex flex-col gap-2">
              <p className="text-small font-strong">{typeset(s.title) || t(kindOf(s.kind))}</p>
              <SanctionNote sanction={s} />
            </div>
          ))}
        </Section>
      )}
      {reports.length > 0 && (
        <Section title={t('moderation.mine')}>
          <CardList label={t('moderation.mine')}>
            {reports.map((r) => (
              <ReportLine key={r.id} report={r} />
            ))}
          </CardList>
        </Section>
      )}
    </>
  );
}

function ReportLine({ report }: { report: Report }) {
  const t = useT();
  // A report that is not received yet has no title.
  const project = useRow('project', report.title === '' ? report.id : undefined);
  const poll = useRow('poll', report.title === '' ? report.id : undefined);
  const title = report.title || project?.title || poll?.title || t(kindOf(report.kind));
  return (
    <li className="py-2.5">
      <p className="font-strong">{typeset(title)}</p>
      <p className="text-tiny text-soft">
        {t(`moderation.reason.${report.reason}`)} ·{' '}
        {t(`moderation.mine.${report.state}`, { answer: report.answer ?? '' })}
      </p>
    </li>
  );
}
