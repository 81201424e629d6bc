/** What Astro's island element and its loaders have at run time (astro/dist/runtime/server/astro-island.js). */
interface Island extends HTMLElement {
  start?(): void;
}
type Loaders = Record<string, (load: () => Promise<() => Promise<void>>) => Promise<void>>;

/** Brings the island around `element` to life at once, wherever on the page it is; nothing happens where it is alive. */
export function wakeIsland(element: Element | null): void {
  const island = element?.closest<Island>('astro-island[ssr]');
  if (!island?.start) return;
  const loaders = ((globalThis as { Astro?: Loaders }).Astro ??= {});
  loaders['now'] ??= async (load) => (await load())();
  island.setAttribute('client', 'now');
  island.start();
}
