import { PATIENCE, type Point, type Tab } from './contract.ts';
import { find, guard, reach, type Pattern, type Step } from './find.ts';

/** Between two looks: at first soon after each other, then, since each look costs the page something, more and more seldom. */
const SOON = 30; // milliseconds
const SELDOM = 250; // milliseconds

type Words = string | RegExp;
/** What a step may say, with patterns as they are written. */
export interface Which {
  readonly name?: Words;
  readonly text?: Words;
  readonly nth?: number;
  readonly visible?: boolean;
}

const asJson = (words: Words): string | Pattern =>
  typeof words === 'string' ? words : { source: words.source, flags: words.flags };
const stepOf = (css: string, { name, text, ...rest }: Which): Step => ({
  css,
  ...rest,
  ...(name !== undefined && { name: asJson(name) }),
  ...(text !== undefined && { text: asJson(text) }),
});

/** Looks again and again until `look` gives something other than undefined. Errors: it took too long, and what it said last. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined>,
  patience = PATIENCE,
  last: () => string = () => '',
): Promise<T> {
  const end = Date.now() + patience;
  let trouble: string;
  for (let pause = SOON; ; pause = Math.min(SELDOM, pause * 1.3)) {
    try {
      const found = await look();
      if (found !== undefined) return found;
      trouble = '';
    } catch (error) {
      // The page is being replaced: there is one again in a moment.
      trouble = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > end) throw new Error([`Waited for ${what}.`, last(), trouble].filter(Boolean).join(' '));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Something on a page, looked up anew each time. */
export class Place {
  readonly page: Page;
  readonly steps: readonly Step[];

  constructor(page: Page, steps: readonly Step[]) {
    this.page = page;
    this.steps = steps;
  }

  in(css: string, which: Which = {}): Place {
    return new Place(this.page, [...this.steps, stepOf(css, which)]);
  }
  button(name: Words, which: Which = {}): Place {
    return this.in('button, summary, [role=button]', { name, visible: true, ...which });
  }
  field(name: Words): Place {
    return this.in('input, select, textarea', { name });
  }
  nth(nth: number): Place {
    const last = this.steps.at(-1);
    return new Place(this.page, [...this.steps.slice(0, -1), { ...last!, nth }]);
  }
  toString(): string {
    const words = (one: string | Pattern | undefined): string =>
      one === undefined ? '' : typeof one === 'string' ? ` “${one}”` : ` /${one.source}/`;
    return this.steps
      .map(({ css, name, text, nth }) => css + words(name) + words(text) + (nth === undefined ? '' : ` [${nth}]`))
      .join(' > ');
  }

  /** Runs a function of the page on the elements found. */
  all<T, A extends readonly unknown[]>(run: (elements: HTMLElement[], ...args: A) => T, ...args: A): Promise<T> {
    return this.page.tab.evaluate(
      `(${run.toString()})((${find.toString()})(${JSON.stringify(this.steps)}), ...${JSON.stringify(args)})`,
    ) as Promise<T>;
  }
  count(): Promise<number> {
    return this.all((elements) => elements.length);
  }
  /** Text of the first, as it is shown, with spaces squeezed; undefined where there is none. */
  text(): Promise<string | undefined> {
    return this.all((elements) => elements[0]?.innerText.replace(/\s+/g, ' ').trim());
  }
  attribute(name: string): Promise<string | null | undefined> {
    return this.all((elements, key) => elements[0]?.getAttribute(key), name);
  }
  value(): Promise<string | undefined> {
    return this.all((elements) => (elements[0] as HTMLInputElement | undefined)?.value);
  }

  /** Waits until it says so, and gives the whole of what it says. */
  async says(words: Words, patience?: number): Promise<string> {
    let last: string | undefined;
    return until(
      `${String(this)} to say ${String(words)}`,
      async () => {
        last = await this.text();
        if (last === undefined) return undefined;
        return (typeof words === 'string' ? last.includes(words) : words.test(last)) ? last : undefined;
      },
      patience,
      () => (last === undefined ? 'It is not there.' : `It says “${last.slice(0, 600)}”.`),
    );
  }
  async has(count: number, patience?: number): Promise<void> {
    let last = -1;
    await until(
      `${count} of ${String(this)}`,
      async () => ((last = await this.count()) === count ? true : undefined),
      patience,
      () => `There are ${last}.`,
    );
  }
  async isThere(patience?: number): Promise<void> {
    await until(String(this), async () => ((await this.count()) > 0 ? true : undefined), patience);
  }
  async becomes(attribute: string, value: string | null, patience?: number): Promise<void> {
    await until(
      `${attribute} of ${String(this)} to be ${String(value)}`,
      async () => ((await this.attribute(attribute)) === value ? true : undefined),
      patience,
    );
  }

  /** Brings it into the window; gives its middle once it keeps still and nothing lies over it. */
  async reach(): Promise<Point> {
    let why = '';
    return until(
      `${String(this)} to be in reach`,
      async () => {
        const at = (await this.page.tab.evaluate(
          `(${reach.toString()})((${find.toString()})(${JSON.stringify(this.steps)})[0])`,
        )) as Point | { why: string };
        if ('why' in at) why = at.why;
        return 'why' in at ? undefined : at;
      },
      undefined,
      () => `But ${why}.`,
    );
  }
  click(): Promise<void> {
    return this.#press('mouse');
  }
  tap(): Promise<void> {
    return this.#press('touch');
  }
  /** Presses its middle; once more where the press has met nothing, since the page has moved under it, or was no click. */
  async #press(pointer: 'mouse' | 'touch'): Promise<void> {
    for (;;) {
      const at = await this.reach();
      const isThere = await this.page.tab.evaluate(
        `(${guard.toString()})((${find.toString()})(${JSON.stringify(this.steps)})[0])`,
      );
      if (isThere !== true) continue;
      await this.page.tab.drag([at], pointer);
      // A press that leads to another page has met its element; a touch that a busy machine made long gives no click.
      const met = await this.page.run(clicked).catch(() => true);
      if (met === true) return;
    }
  }
  /** Puts a text into a field at once, as pasting over all of it does. */
  async fill(text: string): Promise<void> {
    await this.reach();
    await this.all((elements, value) => {
      const field = elements[0] as HTMLInputElement | HTMLTextAreaElement;
      const prototype =
        field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
      field.focus();
      Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste', data: value }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }, text);
  }
  /** Chooses an option by its value or its words. */
  async choose(option: Words): Promise<void> {
    await this.reach();
    await until(`${String(this)} to offer ${String(option)}`, () =>
      this.all((elements, wanted) => {
        const select = elements[0] as HTMLSelectElement;
        const pattern = typeof wanted === 'string' ? undefined : new RegExp(wanted.source, wanted.flags);
        const found = [...select.options].find(
          ({ value, text, disabled }) =>
            !disabled && (pattern ? pattern.test(text) : value === wanted || text.trim() === wanted),
        );
        if (!found) return undefined;
        select.value = found.value;
        select.dispatchEvent(new Event('input', { bubbles: true }));
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      }, asJson(option)),
    );
  }
  /** Gives a file to a file field. */
  async give(name: string, bytes: Uint8Array): Promise<void> {
    await this.isThere();
    await this.all(
      (elements, file, text) => {
        const field = elements[0] as HTMLInputElement;
        const all = new DataTransfer();
        all.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], file));
        field.files = all.files;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
      },
      name,
      Buffer.from(bytes).toString('base64'),
    );
  }
}

/** Runs in the page: whether the last press has come to a click where it was meant, waiting a little for it. */
async function clicked(): Promise<boolean> {
  const { lastPress } = window as unknown as { lastPress?: { met: boolean; came: string[] } };
  if (!lastPress) return true;
  const came = (): boolean => lastPress.came.some((event) => event.startsWith('click'));
  for (let look = 0; look < 20 && !came(); look++) await new Promise((resolve) => setTimeout(resolve, 100));
  return came() && lastPress.met;
}

/** A page as a reader has it. */
export class Page {
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  open(url: string): Promise<void> {
    return this.tab.open(url);
  }
  find(css: string, which: Which = {}): Place {
    return new Place(this, [stepOf(css, which)]);
  }
  button(name: Words, which: Which = {}): Place {
    return this.find('button, summary, [role=button]', { name, visible: true, ...which });
  }
  field(name: Words): Place {
    return this.find('input, select, textarea', { name });
  }
  /** Runs a function in the page. */
  run<T, A extends readonly unknown[]>(run: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    return this.tab.evaluate(`(${run.toString()})(...${JSON.stringify(args)})`) as Promise<T>;
  }
  /** Waits until a function of the page gives something true. */
  async until<A extends readonly unknown[]>(what: string, run: (...args: A) => unknown, ...args: A): Promise<void> {
    await until(what, async () =>
      (await this.tab.evaluate(`(async () => Boolean(await (${run.toString()})(...${JSON.stringify(args)})))()`)) ===
      true
        ? true
        : undefined,
    );
  }
}
