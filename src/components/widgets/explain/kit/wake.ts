import type { Given } from './views.ts';

/** So near to the screen, code is fetched. */
const NEAR = '600px';

/** Living figures that are awake, or about to be, by name. */
const scenes = new Map<string, Promise<void>>();

/** All places of a living figure wake together, once. */
function wakeScene(name: string): Promise<void> {
  const places = [...document.querySelectorAll<HTMLElement>(`[data-scene="${name}"]`)];
  const started = import('./scene.ts').then(({ startScene }) => startScene(places));
  scenes.set(name, started);
  started.catch(() => scenes.delete(name));
  return started;
}

async function wake(element: HTMLElement): Promise<void> {
  const { scene } = element.dataset;
  if (scene !== undefined) return scenes.get(scene) ?? wakeScene(scene);
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
