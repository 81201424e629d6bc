/** A page that has not moved for so long (ms) has ended its scroll, in browsers that do not say when it ends. */
const STILL = 2000;
const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/**
 * A smooth jump to a place passes others by: while it is under way, where the page stands is not where the reader is.
 * It ends on arrival, when the reader scrolls, or when the page stands still; `resume` is called when it has ended
 * elsewhere than it was to. The place where it arrived holds for as long as the page stands there, also where that is
 * the end of the page and the place lies below others, and where the page has since grown below it.
 */
export class Jump {
  readonly #end: () => void;
  #target: Element | null = null;
  #place: Element | null = null;
  /** Where the page stood when it arrived. */
  #top = 0; // pixels
  #still: ReturnType<typeof setTimeout> | undefined;

  constructor(resume: () => void) {
    const end = (): void => {
      if (!this.#target) return;
      const arrived = isAt(this.#target);
      this.#place = arrived ? this.#target : null;
      this.#top = scrollY;
      this.#target = null;
      clearTimeout(this.#still);
      if (!arrived) resume();
    };
    this.#end = end;
    // A jump that another has replaced may report its end too.
    addEventListener('scrollend', () => this.#target && isAt(this.#target) && end());
    for (const move of ['wheel', 'touchmove']) addEventListener(move, end, { passive: true });
    document.addEventListener('keydown', (event) => SCROLL_KEYS.has(event.key) && end());
  }

  /** Whether the place that was jumped to is where the reader is: on the way to it, and as long as the page is there. */
  get holds(): boolean {
    if (this.#target) return true;
    if (this.#place && Math.abs(scrollY - this.#top) > 2 && !isAt(this.#place)) this.#place = null;
    return this.#place !== null;
  }

  /** To be called before the page is scrolled to `target`. */
  begin(target: Element): void {
    this.#target = target;
    this.#place = null;
    this.#wait();
  }

  /** Ends the jump once the page stands still: by the clock, and also by frames, which are late on a busy machine. */
  #wait(): void {
    clearTimeout(this.#still);
    const [target, from] = [this.#target, scrollY];
    this.#still = setTimeout(() => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (this.#target !== target) return;
          if (scrollY === from) this.#end();
          else this.#wait();
        }),
      );
    }, STILL);
  }
}

/** Whether the page stands at the element, or as near as it goes. */
function isAt(target: Element): boolean {
  const page = document.documentElement;
  const away = target.getBoundingClientRect().top - Number.parseFloat(getComputedStyle(target).scrollMarginTop);
  const atEnd = away > 0 ? scrollY + innerHeight >= page.scrollHeight - 2 : scrollY <= 0;
  return Math.abs(away) < 2 || atEnd;
}
