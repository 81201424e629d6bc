import type { Recorded } from './model.ts';
import recorded from './recorded.json' with { type: 'json' };

/** A step that was recorded once: the build has no graphics card. `npm run bench -- dispatches` records it anew. */
export default function atBuild(): { first: Recorded } {
  return { first: recorded as Recorded };
}
