/**
 * From now on, a form that was sent with faults gives the focus to the first of them: a field with `aria-invalid`,
 * whose error is read with it, or what says that several fields together are wrong (`data-fault`). The browser's own
 * bubble never appears: the fields of `text-fields.tsx` say below them what it found.
 */
export function startFirstFault(): void {
  const focusFirst = (form: EventTarget | null) => {
    // React shows the faults after the event.
    setTimeout(() => {
      if (form instanceof HTMLFormElement)
        form.querySelector<HTMLElement>('[aria-invalid=true], [data-fault]')?.focus();
    });
  };
  document.addEventListener('submit', ({ target }) => focusFirst(target));
  document.addEventListener(
    'invalid',
    (event) => {
      event.preventDefault();
      if (event.target instanceof Element) focusFirst(event.target.closest('form'));
    },
    true,
  );
}
