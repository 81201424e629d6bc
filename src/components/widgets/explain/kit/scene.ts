import type { Given } from './views.ts';
import { views } from './views.ts';

/** A place of a living figure, and how it was built. */
interface Place {
  readonly element: HTMLElement;
  readonly still: HTMLElement;
  readonly given: Given;
}

const viewOf = (element: HTMLElement): HTMLElement => element.querySelector<HTMLElement>('.explanation-view')!;

/** On a phone the figure can be folded away, wherever it is. */
function startFold(places: readonly Place[]): void {
  const buttons = places.map(({ element }) => element.querySelector<HTMLButtonElement>('.scene-fold')!);
  for (const button of buttons)
    button.addEventListener('click', () => {
      const isOpen = button.getAttribute('aria-expanded') !== 'true';
      for (const one of buttons) one.setAttribute('aria-expanded', String(isOpen));
    });
}

/** How much of an element is in the window, in pixels of its height. */
function inView(element: HTMLElement): number {
  const { top, bottom } = element.getBoundingClientRect();
  return Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
}

/**
 * One figure that goes from step to step: the places of one name share one life, which is where most of a place is in
 * view. What has been changed in it goes along, with the keyboard's focus, and it is given what the build worked out for
 * that place; the other places show their stills.
 */
export async function startScene(elements: readonly HTMLElement[]): Promise<void> {
  const [{ h, hydrate, render }, { default: View }] = await Promise.all([
    import('preact'),
    views[`../${elements[0]!.dataset['explanation'] ?? ''}/View.tsx`]!(),
  ]);
  const places = elements.map((element): Place => ({
    element,
    still: viewOf(element).cloneNode(true) as HTMLElement,
    given: JSON.parse(element.dataset['given'] ?? '{}') as Given,
  }));
  const mostInView = (now: Place): Place =>
    places.reduce((best, place) => (inView(place.element) > inView(best.element) ? place : best), now);

  startFold(places);
  let now = mostInView(places[0]!);
  const root = viewOf(now.element);
  hydrate(h(View, now.given), root);
  root.inert = false;
  const follow = (): void => {
    const next = mostInView(now);
    if (next === now) return;
    const focused = root.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    root.replaceWith(now.still);
    viewOf(next.element).replaceWith(root);
    focused?.focus({ preventScroll: true });
    now = next;
    render(h(View, now.given), root);
  };
  let waiting = false;
  const soon = (): void => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  };
  addEventListener('scroll', soon, { passive: true });
  addEventListener('resize', soon);
}
