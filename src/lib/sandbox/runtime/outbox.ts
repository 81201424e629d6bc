import type { Shown } from '../contract.ts';
import { weightOf } from '../weight.ts';

/** Something shown, whose line is worked out only if it is sent. */
interface Entry {
  readonly shown: Shown;
  readonly line: (() => number | undefined) | undefined;
  readonly weight: number;
  repeated: number;
}

// In lines of the console: what weighs more counts for more.
const BURST = 400; // what goes out at once
const PER_SECOND = 50; // what goes out a second after that
const TAIL = 100; // the latest that waits; what is older is dropped and counted
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
 * Each thing is charged by its weight. The first go out whole; of a flood after that, the latest are kept and the
 * others counted.
 */
export class Outbox {
  readonly #send: (items: readonly Shown[]) => void;
  readonly #now: () => number;
  #waiting: Entry[] = [];
  #weight = 0; // of all that waits
  #dropped = 0;
  #tokens = BURST; // below 0 after something that weighed more than was left
  #filled: number;
  #sent = -Infinity;

  constructor(send: (items: readonly Shown[]) => void, now: () => number) {
    this.#send = send;
    this.#now = now;
    this.#filled = now();
  }

  /** `line` says where it comes from; it is asked only if the thing is sent. */
  add(shown: Shown, line?: () => number | undefined): void {
    const last = this.#waiting.at(-1);
    if (last && isSame(last.shown, shown)) {
      last.repeated++;
    } else {
      const weight = Math.min(weightOf(shown), BURST);
      this.#waiting.push({ shown, line, weight, repeated: 1 });
      this.#weight += weight;
      const keep = Math.max(TAIL, this.#tokens);
      if (this.#weight > 2 * keep) this.#trim(keep);
    }
    if (this.#now() - this.#sent >= INTERVAL) this.flush();
  }

  /** Sends what may go now. Called from time to time, and when a run ends with `all`. */
  flush(all = false): void {
    const now = this.#now();
    this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#filled) / 1000) * PER_SECOND);
    this.#filled = now;
    this.#sent = now;
    const keep = Math.max(TAIL, this.#tokens);
    this.#trim(keep);
    let room = all ? keep : this.#tokens;
    if (room < 1 || this.#waiting.length + this.#dropped === 0) return;
    const items: Shown[] = [];
    if (this.#dropped > 0) {
      items.push({ kind: 'dropped', count: this.#dropped });
      this.#dropped = 0;
    }
    let going = 0;
    for (; going < this.#waiting.length && room >= 1; going++) room -= this.#waiting[going]!.weight;
    for (const { shown, line, weight, repeated } of this.#waiting.splice(0, going)) {
      items.push(finish(shown, line?.(), repeated));
      this.#weight -= weight;
      this.#tokens -= weight;
    }
    this.#send(items);
  }

  /** Drops the oldest until so much weight is left, or one thing. */
  #trim(keep: number): void {
    let over = 0;
    for (; this.#weight > keep && over < this.#waiting.length - 1; over++) this.#weight -= this.#waiting[over]!.weight;
    for (const { repeated } of this.#waiting.splice(0, over)) this.#dropped += repeated;
  }
}

function finish(shown: Shown, line: number | undefined, repeated: number): Shown {
  if (shown.kind !== 'console') return shown;
  return { ...shown, ...(line === undefined ? {} : { line }), ...(repeated > 1 ? { repeated } : {}) };
}
