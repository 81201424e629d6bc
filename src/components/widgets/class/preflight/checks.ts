import type { NetworkSpecification, SessionEvent, TrainingSession } from '../../../../lib/engine/contract.ts';
import { fetchSiteList } from '../../../../lib/edition/fetch-site.ts';
import { keepsDatabases, keepsTexts } from '../../../../lib/storage/probe.ts';

/** `limited`: the course works, but something does not. `bad`: something must be done first. */
export type State = 'good' | 'limited' | 'bad';

/** What a check has found: in words, and what to do where something must be done. */
export interface Finding {
  readonly state: State;
  readonly words: string;
}

/** A run to time: the longest of the book, as the build knows it. */
export interface LongRun {
  readonly title: string;
  readonly specification: NetworkSpecification;
  readonly trainCount: number;
  readonly images: number;
}

export interface Ground {
  readonly root: URL;
  readonly longest: LongRun;
  /** The single layer of chapter 4, and how many of 10,000 test images it gets right after all 60,000. */
  readonly known: { readonly specification: NetworkSpecification; readonly images: number; readonly correct: number };
  readonly signal: AbortSignal;
}

export interface Check {
  readonly name: string;
  /** While it runs. */
  readonly doing: string;
  run(ground: Ground): Promise<Finding>;
}

const good = (words: string): Finding => ({ state: 'good', words });
const limited = (words: string): Finding => ({ state: 'limited', words });
const bad = (words: string): Finding => ({ state: 'bad', words });

const SECOND = 1000; // milliseconds
const MEGABYTE = 1e6;
/** What the book, the digits, and a few saved runs and models take. */
const ROOM = 150 * MEGABYTE;

/** What it gives, or `otherwise` after so many seconds. */
async function within<T, O>(seconds: number, work: Promise<T>, otherwise: O): Promise<T | O> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<O>((resolve) => (timer = setTimeout(() => resolve(otherwise), seconds * SECOND)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const address: Check = {
  name: 'Address',
  doing: 'Looking at the address…',
  run: () =>
    Promise.resolve(
      isSecureContext
        ? good(`${location.origin}, a secure page: everything that the browser has can be used.`)
        : limited(
            `${location.origin} is plain http: browsers give such pages neither the graphics card nor a copy for reading offline. All else works. With https both come.`,
          ),
    ),
};

const files: Check = {
  name: 'Files of the book',
  doing: 'Counting the files of the book…',
  async run({ root }) {
    try {
      const list = await fetchSiteList(root);
      const sizes = Object.values(list);
      const all = sizes.reduce((sum, size) => sum + size, 0);
      return good(
        `${sizes.length} files of ${(all / MEGABYTE).toFixed(1)} MB in all, the largest of ${(Math.max(...sizes) / MEGABYTE).toFixed(1)} MB, all from ${location.host}. No other address is asked.`,
      );
    } catch (error) {
      return bad(`${(error as Error).message} The host does not have the whole book: put it there again.`);
    }
  },
};

const storage: Check = {
  name: 'Keeping work',
  doing: 'Trying to keep something…',
  async run() {
    if (!keepsTexts())
      return bad(
        'This browser keeps nothing for this page: marks and programs are gone when it is closed. Allow storage (“cookies and site data”) for this address, leave the private window, or open the page in a tab of its own.',
      );
    if (!(await within(10, keepsDatabases(), false)))
      return limited(
        'Marks and programs are kept; saved models and runs are not, since this browser gives no database. A private window may be why.',
      );
    const room = await navigator.storage?.estimate?.().catch(() => undefined);
    const free = room?.quota === undefined ? Infinity : room.quota - (room.usage ?? 0);
    if (free < ROOM)
      return limited(
        `Work is kept, but there is room for only ${(free / MEGABYTE).toFixed(0)} MB; ${ROOM / MEGABYTE} MB are better. Free some space on this machine.`,
      );
    return good(
      free === Infinity
        ? 'Work is kept; this browser does not say how much room there is.'
        : `Work is kept; there is room for ${free >= 1e9 ? `${(free / 1e9).toFixed(0)} GB` : `${(free / MEGABYTE).toFixed(0)} MB`}.`,
    );
  },
};

const offline: Check = {
  name: 'Reading offline',
  doing: 'Asking for a copy for reading offline…',
  async run({ root }) {
    const without = 'Without it the book needs the network all the time.';
    if (!('serviceWorker' in navigator) || !navigator.serviceWorker)
      return limited(`This page cannot keep a copy of the book for reading offline. ${without}`);
    try {
      const given = (await navigator.serviceWorker.register(new URL('service-worker.js', root), {
        scope: root.pathname,
      })) as ServiceWorkerRegistration | undefined;
      // What stands between page and browser, an extension for example, may swallow the call.
      if (!given) throw new Error('the browser gave no answer.');
    } catch (error) {
      return limited(`The copy for reading offline was refused: ${(error as Error).message} ${without}`);
    }
    const ready = await within(120, navigator.serviceWorker.ready, null);
    return ready
      ? good('A copy of the book is kept: it is read, run and trained without a network.')
      : limited(
          `The copy for reading offline was not complete after two minutes: the network is slow here. ${without}`,
        );
  },
};

/** Asks the book's own host for a file, which no reader's code may, and says what came of it. */
const programThatAsks = (url: URL): string => `async function asks(): Promise<boolean> {
  try {
    await fetch(${JSON.stringify(url.href)}, { mode: 'no-cors' });
    return true;
  } catch {
    return false;
  }
}
console.log((await asks()) ? 'open' : 'shut in');`;

const sandbox: Check = {
  name: 'Running code',
  doing: 'Running a program in the sandbox…',
  async run({ root }) {
    const { getSandbox } = await import('../../../../lib/sandbox/sandbox.ts');
    let said = '';
    const run = getSandbox().run({
      code: programThatAsks(new URL('favicon.svg', root)),
      onShown: (shown) => {
        if (shown.kind !== 'console') return;
        for (const value of shown.values) if ('text' in value) said += value.text;
      },
    });
    const end = await within(30, run.end, null);
    if (!end) run.stop();
    if (said === 'shut in') return good('A program ran in its sandbox, and had no way out of it.');
    if (said === 'open')
      return bad(
        `A program ran, but it could ask the host for a file: its sandbox is not shut. Use another browser, and tell the makers of the book.`,
      );
    return bad(
      `No program ran (${end?.outcome === 'error' ? end.error.message : 'the sandbox did not answer in 30 seconds'}). Something between this browser and the host, or an extension, holds back sandbox.html: ask who looks after the network to let it through as it is.`,
    );
  },
};

/** Lets a session run until `done` says so, or it ends. Gives the last event. Errors: it fails, or the check is stopped. */
function ran(
  session: TrainingSession,
  signal: AbortSignal,
  done: (event: SessionEvent) => boolean,
): Promise<SessionEvent> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    session.subscribe((event) => {
      if (event.type === 'failed')
        reject(new Error([event.message.message, event.message.remedy].filter(Boolean).join(' ')));
      else if (done(event)) resolve(event);
    });
    session.run();
  });
}

const training: Check = {
  name: 'Digits and training',
  doing: 'Fetching the digits, and training on all of them…',
  async run({ known, signal }) {
    const { getEngineClient } = await import('../../../../lib/engine/client.ts');
    const session = getEngineClient().createSession('auto', {
      specification: known.specification,
      epochs: 1,
      testAt: [known.images],
    });
    let engine = '';
    let seconds = 0;
    try {
      const end = await ran(session, signal, (event) => {
        if (event.type === 'engine') engine = event.engine;
        if (event.type === 'progress') seconds += (event.milliseconds ?? 0) / SECOND;
        return event.type === 'tested' && event.imagesSeen === known.images;
      });
      const correct = end.type === 'tested' ? end.evaluation.correct : 0;
      const rate = seconds > 0 ? `, ${Math.round(known.images / seconds).toLocaleString('en')} images a second` : '';
      const score = `${correct.toLocaleString('en')} of 10,000`;
      if (correct === known.correct)
        return good(`All digits are whole, and one pass ended at ${score}, as it must (engine ${engine}${rate}).`);
      return engine === 'webgpu'
        ? limited(
            `All digits are whole; one pass by the graphics card ended at ${score}, where the book has ${known.correct.toLocaleString('en')}: cards round otherwise.`,
          )
        : bad(
            `One pass ended at ${score}, but it must be ${known.correct.toLocaleString('en')}. This browser computes otherwise: use another one.`,
          );
    } catch (error) {
      if (signal.aborted) throw error;
      return bad((error as Error).message);
    } finally {
      session.dispose();
    }
  },
};

/** Long enough to tell the speed, seconds. */
const TIMED = 3;
const timeWords = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} minutes`;
/** What a lesson has room for, seconds. */
const LESSON = 20 * 60;

const speed: Check = {
  name: 'The longest run',
  doing: 'Timing the longest run of the book for a few seconds…',
  async run({ longest, signal }) {
    const { getEngineClient } = await import('../../../../lib/engine/client.ts');
    const { title, specification, trainCount, images } = longest;
    const session = getEngineClient().createSession('auto', {
      specification,
      epochs: Math.ceil(images / trainCount),
      testAt: [],
      trainCount,
    });
    let [engine, seen, seconds] = ['', 0, 0];
    try {
      await ran(session, signal, (event) => {
        if (event.type === 'engine') engine = event.engine;
        if (event.type !== 'progress') return false;
        seen = event.imagesSeen;
        seconds += (event.milliseconds ?? 0) / SECOND;
        return seconds >= TIMED;
      });
      const time = (images / seen) * seconds;
      const words = `${title} takes about ${timeWords(time)} here (engine ${engine}, ${Math.round(seen / seconds).toLocaleString('en')} images a second). It goes on while the page is open, and from its last checkpoint after a reload.`;
      return time <= LESSON
        ? good(words)
        : limited(`${words} That is long for a lesson: let it run at home, or leave it out.`);
    } catch (error) {
      if (signal.aborted) throw error;
      return bad((error as Error).message);
    } finally {
      session.dispose();
    }
  },
};

/** In the order in which they are made: each needs what those before it need. */
export const CHECKS: readonly Check[] = [address, files, storage, offline, sandbox, training, speed];
