/**
 * The frame of a form field: its label, its hint and its error. Fields are native elements, which phones, screen
 * readers and password managers support best.
 */
import type { ReactNode } from 'react';
import { Icon } from '../pictures/icons.tsx';

/** How the native element of a field looks. */
export const box =
  'w-full min-h-12 rounded-inner border-[1.5px] border-edge bg-surface px-3 py-2.5 text-base text-ink ' +
  'placeholder:text-soft aria-invalid:border-clay';

/** What every field takes. */
export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** The error in words, shown under the field and read with it. */
  error?: string | undefined;
}

/** Shows the label, hint and error of the field `id` around its native element. */
export function Field({ id, label, hint, error, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-strong">
        {label}
      </label>
      {children}
      {hint && (
        <div id={`${id}-hint`} className="text-tiny text-soft">
          {hint}
        </div>
      )}
      {error && <ErrorText id={`${id}-error`}>{error}</ErrorText>}
    </div>
  );
}

/** The error of a field. */
export const ErrorText = ({ id, children }: { id?: string; children: string }) => (
  <span id={id} className="flex items-center gap-1 text-tiny text-clay">
    <Icon name="warning" className="size-4 flex-none" />
    {children}
  </span>
);

/** The ids of the hint and the error of the field `id`, for its `aria-describedby`. */
export const described = (id: string, hint: ReactNode, error: string | undefined) =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
