/** As a `ref`: puts the cursor into the field when it appears. */
export const focus = (field: HTMLElement | null): void => field?.focus();
