import * as v from 'valibot';

/** What a page leaves for the next one in its tab: which runs it had, and when it went. */
export interface LeaveMark {
  readonly ids: readonly string[];
  /** In milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

/** How the reader came to a page. */
export interface Arrival {
  readonly type: NavigationTimingType;
  /** When the way here began, in milliseconds since 1970-01-01 UTC. */
  readonly began: number;
}

/** Clocks of two pages may differ a little. */
const SLACK = 2000; // ms

/**
 * Whether runs go on by themselves: those of the page that the reader left for this one by a link, or comes back to.
 * A page is left after the way to the next has begun; an older mark means that the reader has been elsewhere.
 * After a reload and on a new visit nothing goes on unasked.
 */
export const runsGoOn = (mark: LeaveMark, { type, began }: Arrival): boolean =>
  type === 'back_forward' || (type === 'navigate' && mark.at >= began - SLACK);

const Mark = v.looseObject({ ids: v.array(v.string()), at: v.number() });

/** Reads what a page has left; anything else is nothing. */
export function readMark(text: string | undefined): LeaveMark | null {
  try {
    const { ids, at } = v.parse(Mark, JSON.parse(text ?? 'null'));
    return { ids, at };
  } catch {
    return null;
  }
}
