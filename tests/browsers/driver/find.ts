/** One narrowing of what is looked for: elements by CSS within the last ones, of them those with a name or a text. */
export interface Step {
  readonly css: string;
  /** Accessible name: whole, or a pattern. */
  readonly name?: string | Pattern;
  /** Text that it holds somewhere, or a pattern. */
  readonly text?: string | Pattern;
  readonly nth?: number;
  readonly visible?: boolean;
}

/** A regular expression as JSON. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/**
 * Runs in the page: the elements that the steps lead to. Names are what the book's own controls have: `aria-label`,
 * `aria-labelledby`, a `<label>`, or the element's text.
 */
export function find(steps: readonly Step[]): HTMLElement[] {
  const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const nameOf = (element: HTMLElement): string => {
    const own = element.getAttribute('aria-label');
    if (own !== null) return own;
    const by = element.getAttribute('aria-labelledby');
    if (by !== null)
      return by
        .split(/\s+/)
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ');
    const labels = (element as HTMLInputElement).labels;
    if (labels && labels.length > 0)
      return [...labels]
        .map((label) => {
          // What stands inside the control, such as a select's options, is no part of its name.
          const copy = label.cloneNode(true) as HTMLElement;
          for (const inner of copy.querySelectorAll('select, textarea, input')) inner.remove();
          return copy.textContent;
        })
        .join(' ');
    return element.textContent;
  };
  const fits = (value: string, wanted: string | Pattern | undefined, whole: boolean): boolean => {
    if (wanted === undefined) return true;
    const text = squeezed(value);
    if (typeof wanted !== 'string') return new RegExp(wanted.source, wanted.flags).test(text);
    return whole ? text === wanted : text.includes(wanted);
  };
  let found: (Document | HTMLElement)[] = [document];
  for (const { css, name, text, nth, visible } of steps) {
    let next = found.flatMap((root) => [...root.querySelectorAll<HTMLElement>(css)]);
    next = [...new Set(next)].filter(
      (element) =>
        (name === undefined || fits(nameOf(element), name, true)) &&
        // The text as it is shown costs a layout.
        (text === undefined || fits(element.innerText ?? element.textContent ?? '', text, false)) &&
        (!visible || element.checkVisibility({ visibilityProperty: true })),
    );
    found = nth === undefined ? next : next.slice(nth, nth + 1 || undefined);
  }
  return found as HTMLElement[];
}

/** Runs in the page: brings an element into the window and says where a finger would meet it; or why it can't yet. */
export function reach(element: HTMLElement | undefined): { x: number; y: number } | { why: string } {
  if (!element) return { why: 'it is not there' };
  if (!element.checkVisibility({ visibilityProperty: true })) return { why: 'it is not visible' };
  const inside = (box: DOMRect): boolean =>
    box.top >= 60 && box.bottom <= innerHeight - 60 && box.left >= 0 && box.right <= innerWidth;
  if (!inside(element.getBoundingClientRect()))
    element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  // What is disabled may be waiting to be seen.
  if ((element as HTMLButtonElement).disabled) return { why: 'it is disabled' };
  const box = element.getBoundingClientRect();
  const last = (element as { lastBox?: string }).lastBox;
  const now = `${Math.round(box.left)} ${Math.round(box.top)} ${Math.round(box.width)}`;
  (element as { lastBox?: string }).lastBox = now;
  if (now !== last) return { why: 'it is still moving' };
  // Of what a scroller around it cuts off, the part that shows: else it may be the scrollbar that is met.
  let { left, right } = box;
  for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
    if (['visible', 'clip'].includes(getComputedStyle(around).overflowX) || around.clientWidth === 0) continue;
    const start = around.getBoundingClientRect().left + around.clientLeft;
    left = Math.max(left, start);
    right = Math.min(right, start + around.clientWidth);
  }
  if (right <= left) return { why: 'it is scrolled out of sight' };
  const x = (left + right) / 2;
  const y = box.top + Math.min(box.height / 2, innerHeight / 2);
  const hit = document.elementFromPoint(x, y);
  const isOn = (one: Element | null): boolean =>
    one !== null &&
    (element.contains(one) ||
      one.contains(element) ||
      [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(one)));
  if (!isOn(hit)) {
    // What stays at an edge of the window may lie over it: in the middle nothing does.
    element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    return { why: `${hit?.tagName ?? 'nothing'}.${hit?.className ?? ''} lies over it` };
  }
  return { x, y };
}

/**
 * Runs in the page: from now on, until the first press or click has come, none of them reaches anything but `element`.
 * A page that is slow to wake may move between the look at it and the press, or while it is pressed; what a person would
 * then do is look again.
 * Gives false where the element has gone meanwhile.
 */
export function guard(element: HTMLElement | undefined): boolean {
  if (!element) return false;
  const state = { met: true, came: [] as string[] };
  Object.assign(window, { lastPress: state });
  const isOn = (one: EventTarget | null): boolean =>
    one instanceof Node &&
    (element.contains(one) || [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(one)));
  const end = new AbortController();
  const options = { capture: true, signal: end.signal };
  const look = (event: Event): void => {
    state.came.push(
      `${event.type}${isOn(event.target) ? '' : ' elsewhere'}${element.isConnected ? '' : ', which is gone'}`,
    );
    if (event.type === 'pointerdown') state.met = isOn(event.target);
    if (event.type === 'click') state.met &&= isOn(event.target);
    if (!state.met) {
      event.stopImmediatePropagation();
      event.preventDefault();
    }
    if (event.type === 'click') end.abort();
  };
  for (const type of ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend', 'click'])
    addEventListener(type, look, { ...options, passive: false });
  return true;
}
