import type { Shown } from '../contract.ts';

/** Something shown, whose line is worked out only if it is sent. */
interface Entry {
  readonly shown: Shown;
  readonly line: (() => number | undefined) | undefined;
  repeated: number;
}

const BURST = 400; // things that go out at once
const PER_SECOND = 50; // things a second after that
const TAIL = 100; // the latest things that wait; older ones are dropped and counted
const INTERVAL = 80; // milliseconds between two messages

/** One text entry, printed again: counted instead of repeated. */
function isSame(a: Shown, b: Shown): boolean {
  if (a.kind !== 'console' || b.kind !== 'console' || a.level !== b.level || a.values.length !== b.values.length)
    return false;
  return a.values.every((value, i) => {
    const other = b.values[i]!;
    return (
      value.kind === 'primitive' && other.kind === 'primitive' && value.type === other.type && value.text === other.text
    );
  });
}

/**
 * What readers' code shows, on its way to the page: in batches, at a rate that the page can draw, and bounded.
 * The first things go out whole; of a flood after that, the latest are kept and the others counted.
 */
export class Outbox {
  readonly #send: (items: readonly Shown[]) => void;
  readonly #now: () => number;
  #waiting: Entry[] = [];
  #dropped = 0;
  #tokens = BURST;
  #filled: number;
  #sent = -Infinity;

  constructor(send: (items: readonly Shown[]) => void, now: () => number) {
    this.#send = send;
    this.#now = now;
    this.#filled = now();
  }

  /** `weight` is what it costs to draw, in console lines. */
  add(shown: Shown, line?: () => number | undefined): void {
    const last = this.#waiting.at(-1);
    if (last && isSame(last.shown, shown)) {
      last.repeated++;
    } else {
      this.#waiting.push({ shown, line, repeated: 1 });
      if (this.#waiting.length > Math.max(TAIL, Math.floor(this.#tokens)) * 2)
        this.#trim(Math.max(TAIL, Math.floor(this.#tokens)));
    }
    if (this.#now() - this.#sent >= INTERVAL) this.flush();
  }

  /** Sends what may go now. Called from time to time, and when a run ends with `all`. */
  flush(all = false): void {
    const now = this.#now();
    this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#filled) / 1000) * PER_SECOND);
    this.#filled = now;
    this.#sent = now;
    const room = all ? Math.max(TAIL, Math.floor(this.#tokens)) : Math.floor(this.#tokens);
    if (this.#waiting.length > Math.max(TAIL, room)) this.#trim(Math.max(TAIL, room));
    if (room === 0 || this.#waiting.length + this.#dropped === 0) return;
    const items: Shown[] = [];
    if (this.#dropped > 0) {
      items.push({ kind: 'dropped', count: this.#dropped });
      this.#dropped = 0;
    }
    const going = this.#waiting.splice(0, room);
    for (const { shown, line, repeated } of going) items.push(finish(shown, line?.(), repeated));
    this.#tokens = Math.max(0, this.#tokens - items.length);
    this.#send(items);
  }

  #trim(keep: number): void {
    const over = this.#waiting.splice(0, this.#waiting.length - keep);
    for (const { repeated } of over) this.#dropped += repeated;
  }
}

function finish(shown: Shown, line: number | undefined, repeated: number): Shown {
  if (shown.kind !== 'console') return shown;
  return { ...shown, ...(line === undefined ? {} : { line }), ...(repeated > 1 ? { repeated } : {}) };
}
