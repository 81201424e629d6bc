import { keysAreOn, onKey, turnKeys } from './keys.ts';

/** Opens a modal dialog; a press beside it closes it. */
export function openDialog(dialog: HTMLDialogElement): void {
  if (!dialog.open) dialog.showModal();
}

export function closeOnPressBeside(dialog: HTMLDialogElement): void {
  dialog.addEventListener('click', (event) => {
    const box = dialog.getBoundingClientRect();
    const inside =
      event.clientX >= box.left &&
      event.clientX <= box.right &&
      event.clientY >= box.top &&
      event.clientY <= box.bottom;
    // Keyboard "clicks" report 0, 0 on their own target.
    if (!inside && event.target === dialog) dialog.close();
  });
}

/** The list of keys, and the switch that turns them off. */
export function startKeyHelp(): void {
  const dialog = document.querySelector<HTMLDialogElement>('[data-help]');
  if (!dialog) return;
  const open = (): void => openDialog(dialog);
  closeOnPressBeside(dialog);
  for (const button of document.querySelectorAll('[data-help-open]')) button.addEventListener('click', open);
  onKey('?', open);
  const box = dialog.querySelector<HTMLInputElement>('[data-keys-on]');
  if (!box) return;
  box.checked = keysAreOn();
  box.addEventListener('change', () => turnKeys(box.checked));
}
