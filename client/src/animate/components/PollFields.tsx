import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { Switch } from '../../ui/forms/Switch.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import { TimeField } from '../../ui/forms/TimeField.tsx';
import type { Animated, NamedProjects } from '../queries.ts';
import type { PollFieldsProps } from './fields-props.ts';
import { MethodFields } from './MethodFields.tsx';
import { OptionsFields } from './OptionsFields.tsx';
import { ProjectOfForm } from './ProjectOfForm.tsx';

/** All fields of a poll’s draft. */
export function PollFields({
  form,
  put,
  error,
  animated,
  projects,
}: PollFieldsProps & { animated: Animated; projects: NamedProjects }) {
  const t = useT();
  const where = [
    ...(animated.whole ? [{ value: '', label: t('animate.poll.everywhere') }] : []),
    ...animated.communities.map((c) => ({ value: String(c.id), label: c.name })),
  ];
  return (
    <>
      <Select
        label={t('animate.poll.community')}
        value={form.community}
        onValue={(community) => put({ community })}
        options={where}
      />
      <TextField
        label={t('animate.poll.title')}
        value={form.title}
        onValue={(title) => put({ title })}
        maxLength={TEXT.title}
        error={error('title')}
      />
      <TextArea
        label={t('animate.poll.text')}
        value={form.text}
        onValue={(text) => put({ text })}
        maxLength={TEXT.text}
        rows={4}
      />
      <ProjectOfForm form={form} put={put} projects={projects} />
      <MethodFields form={form} put={put} error={error} />
      <OptionsFields form={form} put={put} error={error} projects={projects} />
      {form.community !== '' && (
        <Switch
          label={t('animate.poll.openToAll')}
          hint={t('animate.poll.openToAll.hint')}
          checked={form.openToAll}
          onValue={(openToAll) => put({ openToAll })}
        />
      )}
      <Switch
        label={t('animate.poll.secret')}
        hint={t('animate.poll.secret.hint')}
        checked={form.secret}
        onValue={(secret) => put({ secret })}
      />
      <TimeField
        label={t('animate.poll.closes')}
        value={form.closesAt}
        onValue={(closesAt) => put({ closesAt })}
        error={error('closesAt')}
      />
      <TextField
        label={t('animate.poll.quorum')}
        inputMode="numeric"
        value={form.quorum}
        onValue={(quorum) => put({ quorum })}
        hint={t('animate.poll.quorum.hint')}
        error={error('quorum')}
      />
    </>
  );
}
