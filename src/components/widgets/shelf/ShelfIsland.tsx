import { Lazy } from '../../lab/Lazy.tsx';
import type { Shelf } from './Shelf.tsx';

const load = async (): Promise<typeof Shelf> => (await import('./Shelf.tsx')).Shelf;

/** The shelf, fetched when it comes into view. */
export function ShelfIsland() {
  return <Lazy load={load} props={{}} />;
}
