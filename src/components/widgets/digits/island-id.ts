const counts = new WeakMap<object, number>();

/**
 * A name for an island that no other on its page has; `page` is `Astro.locals`.
 * Preact's own `useId` counts anew in every island, so ids made of it would meet on one page.
 */
export function islandId(page: object, name: string): string {
  const count = (counts.get(page) ?? 0) + 1;
  counts.set(page, count);
  return `${name}-${count}`;
}
