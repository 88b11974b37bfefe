import type { PollFault, PollForm } from '../poll-form.ts';

/** What each part of the form takes. */
export interface PollFieldsProps {
  form: PollForm;
  put: (change: Partial<PollForm>) => void;
  error: (f: PollFault) => string | undefined;
}
