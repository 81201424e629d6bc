/** Where the sticky bars end: the first text under them is what the reader reads on from. */
const UNDER_THE_BARS = 110; // pixels
/** Deeper than anything in the page. */
const DEEP = 100;

/**
 * Scroll anchoring for browsers without it (https://drafts.csswg.org/css-scroll-anchoring-1/): remembers the first thing
 * in the window and where it is, and when the page's height changes moves the window along with it, before the next
 * paint. As in other browsers nothing is held at the very top of the page.
 *
 * At the very end there is nothing to move along: while a part wakes its text is for a moment shorter than before and
 * after (hydration splits a text in two, and fills the second half in later), and this browser, which lays out in
 * between, would cut the scroll position to the shorter page. So the page gets shorter only with the next frame.
 */
export function startHoldingPlace(): void {
  const main = document.querySelector<HTMLElement>('main');
  if (!main) return;
  let held: { readonly element: Element; readonly top: number; readonly scroll: number } | undefined;
  const take = (): void => {
    const box = main.getBoundingClientRect();
    const hit = document.elementFromPoint(box.left + box.width / 3, UNDER_THE_BARS);
    const element = scrollY > 0 && hit && main.contains(hit) ? firstIn(hit) : main;
    held = element === main ? undefined : { element, top: element.getBoundingClientRect().top, scroll: scrollY };
  };
  addEventListener('scroll', take, { passive: true });
  // What the reader opens or runs moves what is below, as they expect; from then on that is the place.
  addEventListener('pointerup', take, { passive: true });
  const root = document.documentElement;
  new ResizeObserver(() => {
    root.style.minHeight = `${document.body.getBoundingClientRect().height}px`;
    if (held?.element.isConnected) {
      const moved = held.element.getBoundingClientRect().top - (held.top - (scrollY - held.scroll));
      if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
    }
    take();
  }).observe(asTallAs(main));
}

/**
 * The first thing in view within what begins above the view: between two paragraphs stands only what is around them, which
 * does not move when one grows. Not within what scrolls by itself.
 */
function firstIn(around: Element): Element {
  if (around.getBoundingClientRect().top >= UNDER_THE_BARS || getComputedStyle(around).overflowY !== 'visible')
    return around;
  const first = [...around.children].find((child) => {
    const { bottom, width, height } = child.getBoundingClientRect();
    return width > 0 && height > 0 && bottom > UNDER_THE_BARS;
  });
  return first ? firstIn(first) : around;
}

/**
 * An unseen element that is always as tall as another, deep within it. Sizes of shallow elements that change while other
 * observers react are told only in the next frame, and as an error ("ResizeObserver loop"); those of deep ones at once.
 */
function asTallAs(element: HTMLElement): HTMLElement {
  element.style.position = 'relative';
  let inner = element;
  for (let depth = 0; depth < DEEP; depth++) {
    const next = document.createElement('div');
    next.style.cssText = depth === 0 ? 'position:absolute;inset-block:0;width:0;visibility:hidden;' : 'height:100%';
    inner.append(next);
    inner = next;
  }
  return inner;
}
