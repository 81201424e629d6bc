import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { PATIENCE, WINDOW, type Browser, type Point, type Tab } from './contract.ts';
import { finger } from './finger.ts';
import { until } from './page.ts';
import { webDriverKey } from './webdriver-keys.ts';

/** No script waits for anything: one that was lost with its page is asked again after this. */
const SCRIPT = 60_000; // milliseconds

export interface WebKitPrograms {
  readonly driver: string;
  readonly miniBrowser: string;
  readonly xvfb: string;
}

/** One command of W3C WebDriver: its `value`. Errors: the driver's own word for what went wrong. */
type Command = (method: 'GET' | 'POST' | 'DELETE', address: string, body?: object) => Promise<unknown>;

/** WebKitGTK's MiniBrowser in a display of its own, by W3C WebDriver. `folder` becomes its home. */
export async function openWebKit({ driver, miniBrowser, xvfb }: WebKitPrograms, folder: string): Promise<Browser> {
  const screen = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1700x1300x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await firstLine(screen);
  const port = await freePort();
  // In a session of its own, as the other browsers are, so that Linux gives it its share of a busy machine.
  const program = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: {
      ...process.env,
      DISPLAY: `:${display}`,
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      XDG_CONFIG_HOME: path.join(folder, 'config'),
      XDG_CACHE_HOME: path.join(folder, 'cache'),
      // Inside a container WebKit cannot nest its own; it has no graphics card either.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      // Painted by the processor itself, not by a graphics card that the processor plays: a third of the work is gone.
      WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1',
    },
  });
  const end = (): void => {
    program.kill('SIGKILL');
    screen.kill('SIGKILL');
  };
  try {
    const command = commands(`http://127.0.0.1:${port}`);
    await untilReady(command);
    const session = (await command('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          unhandledPromptBehavior: 'accept',
          timeouts: { script: Math.min(SCRIPT, PATIENCE), pageLoad: PATIENCE },
          'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
        },
      },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    const inSession: Command = (method, address, body) =>
      command(method, `/session/${session.sessionId}${address}`, body);
    const windows = new Windows(inSession);
    return {
      name: 'webkit',
      version: `WebKitGTK ${session.capabilities.browserVersion}`,
      narrowest: 460,
      newTab: async () => tab(windows, await windows.open()),
      async close() {
        await inSession('DELETE', '').catch(() => undefined);
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** The session's tabs, of which it speaks to one at a time. */
class Windows {
  readonly #command: Command;
  #current = '';
  #queue: Promise<unknown> = Promise.resolve();

  constructor(command: Command) {
    this.#command = command;
  }

  async open(): Promise<string> {
    // The session begins with one that stays, so that closing another never ends it. A tab behind another would be asleep.
    const { handle } = (await this.#command('POST', '/window/new', { type: 'window' })) as { handle: string };
    await this.#command('POST', '/window', { handle });
    this.#current = handle;
    return handle;
  }

  /** A command for one tab; commands follow each other. */
  in(handle: string, ...command: Parameters<Command>): Promise<unknown> {
    const run = async (): Promise<unknown> => {
      if (this.#current !== handle) {
        await this.#command('POST', '/window', { handle });
        this.#current = handle;
      }
      return this.#command(...command);
    };
    const result = this.#queue.then(run, run);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async close(handle: string): Promise<void> {
    const left = (await this.in(handle, 'DELETE', '/window')) as string[];
    this.#current = '';
    if (left[0] !== undefined) await this.#command('POST', '/window', { handle: left[0] });
    this.#current = left[0] ?? '';
  }
}

/** Between two looks for an answer that is to come. */
const LOOK = 60; // milliseconds
let asked = 0;

async function tab(windows: Windows, handle: string): Promise<Tab> {
  const command: Command = (...all) => windows.in(handle, ...all);
  const actions = (...all: object[]): Promise<unknown> => command('POST', '/actions', { actions: all });
  const move = ({ x, y }: Point): object => ({
    type: 'pointerMove',
    x: Math.round(x),
    y: Math.round(y),
    duration: 0,
    origin: 'viewport',
  });
  const ask = (script: string): Promise<unknown> => command('POST', '/execute/sync', { script, args: [] });
  const resize = async (width: number, height: number): Promise<void> => {
    // The window has a frame: the page's own size is what was asked for.
    const [wider, higher] = (await ask('return [outerWidth - innerWidth, outerHeight - innerHeight]')) as [
      number,
      number,
    ];
    await command('POST', '/window/rect', {
      width: width + Math.max(0, wider),
      height: height + Math.max(0, higher),
    });
    await until(`a page of ${width} by ${height}`, async () => {
      const [wide, high] = (await ask('return [innerWidth, innerHeight]')) as [number, number];
      return Math.abs(wide - width) < 3 && Math.abs(high - height) < 60 ? true : undefined;
    });
  };
  /**
   * Goes to another page, and waits until that one has loaded: where a service worker answers, the driver may come back while
   * the old one is still there.
   */
  const leave = async (go: () => Promise<unknown>): Promise<void> => {
    await ask('window.isLeft = true');
    await go();
    await until('the page to have loaded', async () =>
      (await ask('return !window.isLeft && document.readyState === "complete"')) === true ? true : undefined,
    );
  };
  const withoutHash = (url: string): string => url.split('#', 1)[0]!;
  const one: Tab = {
    async open(url) {
      const go = (): Promise<unknown> => command('POST', '/url', { url });
      const isWithin =
        url.includes('#') && withoutHash((await ask('return location.href')) as string) === withoutHash(url);
      await (isWithin ? go() : leave(go));
    },
    reload: () => leave(() => command('POST', '/refresh', {})),
    async evaluate(expression) {
      // Told by the driver itself, an answer that a page owes when it is left would be waited for to the end of all patience.
      const key = `answer ${++asked}`;
      interface Answer {
        text?: string | null;
        error?: string;
        isToCome?: boolean;
      }
      let answer = (await ask(`const answers = (window.answers ??= {});
const words = (error) => ({ error: error instanceof Error ? error.message : String(error) });
try {
  const value = (${expression});
  if (typeof value?.then !== 'function') return { text: JSON.stringify(value) };
  answers[${JSON.stringify(key)}] = { isToCome: true };
  value.then((last) => ({ text: JSON.stringify(last) })).catch(words).then((one) => (answers[${JSON.stringify(key)}] = one));
  return { isToCome: true };
} catch (error) {
  return words(error);
}`)) as Answer;
      for (let pause = 2; answer.isToCome; pause = Math.min(LOOK, pause * 2)) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        answer = (await ask(
          `const answer = window.answers?.[${JSON.stringify(key)}] ?? { error: 'The page was left before it had answered.' };
if (!answer.isToCome && window.answers) delete window.answers[${JSON.stringify(key)}];
return answer;`,
        )) as Answer;
      }
      if (answer.error !== undefined) throw new Error(answer.error);
      return typeof answer.text === 'string' ? (JSON.parse(answer.text) as unknown) : undefined;
    },
    async drag([first, ...others], pointer) {
      if (!first) return;
      if (pointer === 'touch') {
        await one.evaluate(`(${finger.toString()})(${JSON.stringify([first, ...others])})`);
        return;
      }
      await actions({
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [
          move(first),
          { type: 'pointerDown', button: 0 },
          ...others.map(move),
          { type: 'pointerUp', button: 0 },
        ],
      });
    },
    async press(key, held = []) {
      const down = (one: string): object => ({ type: 'keyDown', value: webDriverKey(one) });
      const up = (one: string): object => ({ type: 'keyUp', value: webDriverKey(one) });
      await actions({
        type: 'key',
        id: 'keyboard',
        actions: [...held.map(down), down(key), up(key), ...[...held].reverse().map(up)],
      });
    },
    resize,
    screenshot: async () => Buffer.from((await command('GET', '/screenshot')) as string, 'base64'),
    close: () => windows.close(handle),
  };
  await resize(WINDOW.width, WINDOW.height);
  return one;
}

const commands =
  (root: string): Command =>
  async (method, address, body) => {
    const response = await fetch(root + address, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${error}: ${message}`);
  };

async function untilReady(command: Command): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      await command('GET', '/status');
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The number of the display that the server has chosen. */
function firstLine(screen: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    screen.once('error', reject);
    screen.once('exit', () => reject(new Error('Xvfb ended before it had opened a display.')));
    screen.stdio[3]?.on('data', (data: Buffer) => {
      text += data.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
