/**
 * From now on a press on a button that `selector` finds does something only where the button says in the end what it said
 * when the press began: what trains may end or go on meanwhile, also in another tab, and the button be for something else.
 * "Train" and "Train again" are the same act, as their first word tells.
 */
export function keepPressesSteady(selector: string): void {
  const buttonAt = ({ target }: Event): Element | null => (target instanceof Element ? target.closest(selector) : null);
  const actOf = (button: Element | null): string | undefined => button?.textContent.split(' ', 1)[0];
  let pressed: Element | null = null;
  let act: string | undefined;
  const begin = (event: Event): void => {
    pressed = buttonAt(event);
    act = actOf(pressed);
  };
  const end = (event: MouseEvent): void => {
    // A click by key or by script has no beginning.
    if (event.detail > 0 && pressed !== null && pressed === buttonAt(event) && act !== actOf(pressed))
      event.stopImmediatePropagation();
    pressed = null;
  };
  document.addEventListener('pointerdown', begin, true);
  document.addEventListener('click', end, true);
}
