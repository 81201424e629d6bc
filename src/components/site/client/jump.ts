/** Long enough for any smooth scroll, for browsers that do not say when it ends. */
const LONGEST = 2000;
const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/**
 * A smooth jump to a place passes others by: while it is under way, where the page stands is not where the reader is.
 * It ends on arrival, or when the reader scrolls; `resume` is called when it has ended elsewhere than it was to.
 */
export class Jump {
  readonly #end: () => void;
  #target: Element | null = null;
  #longest: ReturnType<typeof setTimeout> | undefined;

  constructor(resume: () => void) {
    const end = (): void => {
      if (!this.#target) return;
      const arrived = isAt(this.#target);
      this.#target = null;
      clearTimeout(this.#longest);
      if (!arrived) resume();
    };
    this.#end = end;
    // A jump that another has replaced may report its end too.
    addEventListener('scrollend', () => this.#target && isAt(this.#target) && end());
    for (const move of ['wheel', 'touchmove']) addEventListener(move, end, { passive: true });
    document.addEventListener('keydown', (event) => SCROLL_KEYS.has(event.key) && end());
  }

  get isUnderWay(): boolean {
    return this.#target !== null;
  }

  /** To be called before the page is scrolled to `target`. */
  begin(target: Element): void {
    this.#target = target;
    clearTimeout(this.#longest);
    this.#longest = setTimeout(this.#end, LONGEST);
  }
}

/** Whether the page stands at the element, or as near as it goes. */
function isAt(target: Element): boolean {
  const page = document.documentElement;
  const away = target.getBoundingClientRect().top - Number.parseFloat(getComputedStyle(target).scrollMarginTop);
  const atEnd = away > 0 ? scrollY + innerHeight >= page.scrollHeight - 2 : scrollY <= 0;
  return Math.abs(away) < 2 || atEnd;
}
