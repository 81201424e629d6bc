import type { FoundApi, ScormApi, ScormVersion } from './scorm-api.ts';

/** Of the exercises that a class requires, how many have passed. */
export interface Mark {
  readonly passed: number;
  readonly required: number;
}

const isDone = ({ passed, required }: Mark): boolean => required > 0 && passed >= required;
/** From 0 to 1, with as many decimals as SCORM's real(10,7) has. */
const share = ({ passed, required }: Mark): string =>
  required === 0 ? '0' : String(Number((passed / required).toFixed(7)));
const percent = ({ passed, required }: Mark): string =>
  required === 0 ? '0' : String(Number(((100 * passed) / required).toFixed(2)));

/** Seconds as `HHHH:MM:SS.SS` (SCORM 1.2, CMITimespan). */
function clockTime(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const whole = Math.floor(seconds);
  return `${String(Math.floor(whole / 3600)).padStart(4, '0')}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** What each version calls the same things. */
const WORDS: Readonly<
  Record<
    ScormVersion,
    {
      readonly learner: string;
      readonly learnerName: string;
      readonly marks: (mark: Mark) => readonly (readonly [element: string, value: string])[];
      readonly ending: (mark: Mark, seconds: number) => readonly (readonly [element: string, value: string])[];
    }
  >
> = {
  '1.2': {
    learner: 'cmi.core.student_id',
    learnerName: 'cmi.core.student_name',
    marks: (mark) => [
      ['cmi.core.score.min', '0'],
      ['cmi.core.score.max', '100'],
      ['cmi.core.score.raw', percent(mark)],
      ['cmi.core.lesson_status', isDone(mark) ? 'passed' : 'incomplete'],
    ],
    ending: (mark, seconds) => [
      ['cmi.core.session_time', clockTime(seconds)],
      ['cmi.core.exit', isDone(mark) ? '' : 'suspend'],
    ],
  },
  '2004': {
    learner: 'cmi.learner_id',
    learnerName: 'cmi.learner_name',
    marks: (mark) => [
      ['cmi.score.min', '0'],
      ['cmi.score.max', '100'],
      ['cmi.score.raw', percent(mark)],
      ['cmi.score.scaled', share(mark)],
      ['cmi.progress_measure', share(mark)],
      ['cmi.completion_status', isDone(mark) ? 'completed' : 'incomplete'],
      ['cmi.success_status', isDone(mark) ? 'passed' : 'unknown'],
    ],
    ending: (mark, seconds) => [
      ['cmi.session_time', `PT${Math.floor(seconds)}S`],
      ['cmi.exit', isDone(mark) ? 'normal' : 'suspend'],
    ],
  },
};

/** Why a platform did not take something, in its own words. */
export interface Refused {
  readonly element: string;
  readonly words: string;
}

/** One visit, from `open` to `end`: a platform takes one, and nothing before or after it. */
export class Platform {
  readonly version: ScormVersion;
  /** As the platform names the learner; may be empty. */
  readonly learner: string;
  readonly learnerName: string;
  /** What `report` left in the visit before; empty in the first. */
  readonly resume: string;
  readonly #api: ScormApi;
  readonly #started: number;
  readonly #now: () => number;
  #mark: Mark | null = null;
  #isOver = false;

  private constructor({ version, api }: FoundApi, now: () => number) {
    this.version = version;
    this.#api = api;
    this.#now = now;
    this.#started = now();
    const { learner, learnerName } = WORDS[version];
    this.learner = api.get(learner);
    this.learnerName = api.get(learnerName);
    this.resume = api.get('cmi.suspend_data');
  }

  /** Begins a visit; null where the platform does not let one begin. `now` in milliseconds. */
  static open(found: FoundApi, now: () => number = Date.now): Platform | null {
    return found.api.initialize() === 'true' ? new Platform(found, now) : null;
  }

  /** Sends how far the learner is and what the next visit needs. Gives what the platform refused; null where it took all. */
  report(mark: Mark, resume: string): Refused | null {
    if (this.#isOver) return null;
    this.#mark = mark;
    return this.#send([...WORDS[this.version].marks(mark), ['cmi.suspend_data', resume]]);
  }

  /** Ends the visit; what is reported after it goes nowhere. */
  end(): void {
    if (this.#isOver) return;
    const seconds = Math.max(0, (this.#now() - this.#started) / 1000);
    this.#send(WORDS[this.version].ending(this.#mark ?? { passed: 0, required: 0 }, seconds));
    this.#isOver = true;
    this.#api.terminate();
  }

  #send(values: readonly (readonly [element: string, value: string])[]): Refused | null {
    let refused: Refused | null = null;
    for (const [element, value] of values)
      if (this.#api.set(element, value) !== 'true') refused ??= { element, words: this.#why() };
    if (this.#api.commit() !== 'true') refused ??= { element: 'what was sent', words: this.#why() };
    return refused;
  }

  #why(): string {
    const code = this.#api.lastError();
    return `${code} ${this.#api.errorWords(code)}`.trim();
  }
}
