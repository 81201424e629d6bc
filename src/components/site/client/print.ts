/** On paper nothing can be opened: everything is, and closed again afterwards. */
export function openForPrint(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
    for (const details of opened) {
      // Details that share a name allow only one to be open.
      details.dataset['name'] = details.name;
      details.name = '';
      details.open = true;
    }
  });
  addEventListener('afterprint', () => {
    for (const details of opened) {
      details.open = false;
      details.name = details.dataset['name'] ?? '';
    }
    opened = [];
  });
}
