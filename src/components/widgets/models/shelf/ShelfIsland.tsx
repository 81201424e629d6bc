import { Lazy } from '../../../islands/Lazy.tsx';
import type { Shelf } from './Shelf.tsx';

const load = async (): Promise<typeof Shelf> => (await import('./Shelf.tsx')).Shelf;

/** The shelf, fetched when it comes into view. */
export function ShelfIsland() {
  // The page watches what the server has rendered come into view: there must be something.
  return (
    <div>
      <Lazy load={load} props={{}} />
    </div>
  );
}
