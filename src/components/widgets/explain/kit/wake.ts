import type { Given } from './views.ts';

/** So near to the screen, code is fetched. */
const NEAR = '600px';

async function wake(element: HTMLElement): Promise<void> {
  const place = element.querySelector<HTMLElement>('.explanation-view');
  if (!place) return;
  const [{ h, hydrate }, { views }] = await Promise.all([import('preact'), import('./views.ts')]);
  const load = views[`../${element.dataset['explanation'] ?? ''}/View.tsx`];
  if (!load) return;
  const { default: View } = await load();
  hydrate(h(View, JSON.parse(element.dataset['given'] ?? '{}') as Given), place);
  place.inert = false;
}

/** Explanations come alive in place as they near the screen; one whose code does not arrive stays as it was built, and is tried again when it next comes near. */
export function startExplanations(): void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        wake(target as HTMLElement).catch(() => {
          setTimeout(() => near.observe(target), 2000);
        });
      }
    },
    { rootMargin: NEAR },
  );
  for (const element of document.querySelectorAll('[data-explanation]')) near.observe(element);
}
