import { useState } from 'react';
import { REPORT_WORDS, reportReasons, type ReportReason, type SubjectKind } from '@egoejo/shared/moderation/model.ts';
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';

/** Reports something that another member wrote, also without a network. Its author and visitors see no button. */
export function ReportButton({
  kind,
  subject,
  author,
  title,
  community = null,
  word = false,
}: {
  kind: SubjectKind;
  subject: string;
  author: MemberId | null;
  title: string;
  /** For kinds that are in several communities: where it was seen. */
  community?: CommunityId | null;
  /** As one word among others, below a comment. */
  word?: boolean;
}) {
  const t = useT();
  const who = useMember();
  const report = useRow('report', subject);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<ReportReason>('spam');
  const [words, setWords] = useState('');
  const { busy, failed, queue } = useQueueing();
  if (!who || who.member === author || report === undefined) return null;
  if (report?.state === 'open')
    return (
      <span className="self-center">
        <Chip icon="ok">{t('moderation.reported')}</Chip>
      </span>
    );
  const send = async () => {
    const key = await queue('moderation.report', { kind, subject, community, reason, words }, title);
    if (key === null) return;
    setOpen(false);
    setWords('');
    toastAct(key);
  };
  return (
    <>
      {word ? (
        <button type="button" className="min-h-11 px-1 text-small text-soft" onClick={() => setOpen(true)}>
          {t('moderation.report')}
        </button>
      ) : (
        <Button variant="plain" icon="warning" className="-ms-4 self-start" onClick={() => setOpen(true)}>
          {t('moderation.report')}
        </Button>
      )}
      <Sheet open={open} onClose={() => setOpen(false)} title={t('moderation.report.title', { title })}>
        <div className="flex flex-col gap-3">
          <p className="text-small text-soft">{t('moderation.report.who')}</p>
          <RadioGroup
            label={t('moderation.report.why')}
            value={reason}
            onValue={setReason}
            options={reportReasons.map((value) => ({ value, label: t(`moderation.reason.${value}`) }))}
          />
          <TextArea
            label={t('moderation.report.words')}
            value={words}
            onValue={setWords}
            maxLength={REPORT_WORDS}
            rows={3}
          />
          {failed !== null && <ErrorNote what={errorText(failed)} />}
          <Button block busy={busy} onClick={() => void send()}>
            {t('moderation.report.do')}
          </Button>
        </div>
      </Sheet>
    </>
  );
}
