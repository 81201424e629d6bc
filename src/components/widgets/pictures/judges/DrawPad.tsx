import { Lazy } from '../../../islands/Lazy.tsx';
import type { JudgedDrawing } from './JudgedDrawing.tsx';

const load = async (): Promise<typeof JudgedDrawing> => (await import('./JudgedDrawing.tsx')).JudgedDrawing;

/** The drawing pad, fetched when it comes into view. */
export default function DrawPad({ id }: { readonly id: string }) {
  // The page watches what the server has rendered come into view: there must be something.
  return (
    <div>
      <Lazy load={load} props={{ id }} />
    </div>
  );
}
