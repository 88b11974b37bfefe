/**
 * From now on, a form that was sent with faults gives the focus to the first of them: a field with `aria-invalid`,
 * whose error is read with it, or what says that several fields together are wrong (`data-fault`).
 */
export function startFirstFault(): void {
  document.addEventListener('submit', ({ target }) => {
    // React shows the faults after this event.
    setTimeout(() => {
      if (target instanceof HTMLFormElement)
        target.querySelector<HTMLElement>('[aria-invalid=true], [data-fault]')?.focus();
    });
  });
}
