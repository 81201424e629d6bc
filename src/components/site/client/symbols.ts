/**
 * One symbol, lit everywhere in its step: pointing at, touching or focusing an element with `data-symbol`
 * gives every other one of the same name the class `is-lit`, shows what it stands for, and tells the editor
 * by the event `delta-to-depth:symbol` on the document (detail: `{ symbol, step }`, symbol null when none).
 */
export function startSymbols(): void {
  const readout = document.querySelector<HTMLElement>('[data-symbol-readout]');
  let lit: Element[] = [];
  let now: string | null = null;

  const scopeOf = (element: Element): Element => element.closest('.step') ?? document.body;

  const light = (element: Element): void => {
    const symbol = element.getAttribute('data-symbol') ?? '';
    const scope = scopeOf(element);
    const key = `${scope.id} ${symbol}`;
    if (now === key) {
      place(element, symbol);
      return;
    }
    clear();
    now = key;
    lit = [...scope.querySelectorAll(`[data-symbol="${CSS.escape(symbol)}"]`)];
    for (const one of lit) one.classList.add('is-lit');
    place(element, symbol);
    document.dispatchEvent(new CustomEvent('delta-to-depth:symbol', { detail: { symbol, step: scope.id } }));
  };

  const clear = (): void => {
    if (now === null) return;
    now = null;
    for (const one of lit) one.classList.remove('is-lit');
    lit = [];
    hideReadout();
    document.dispatchEvent(new CustomEvent('delta-to-depth:symbol', { detail: { symbol: null, step: null } }));
  };

  const hideReadout = (): void => {
    if (readout?.matches(':popover-open')) readout.hidePopover();
  };

  /** Puts the gloss under the element, or over it where there is no room. */
  const place = (element: Element, symbol: string): void => {
    const gloss = document.querySelector(`template[data-gloss="${CSS.escape(symbol)}"]`);
    if (
      !readout ||
      !(gloss instanceof HTMLTemplateElement) ||
      element.closest('.symbol-legend, .monaco-editor, [data-no-glosses]')
    )
      return; // the editor has hovers of its own
    readout.replaceChildren(gloss.content.cloneNode(true));
    readout.showPopover();
    const box = element.getBoundingClientRect();
    const size = readout.getBoundingClientRect();
    const below = box.bottom + 8 + size.height < innerHeight;
    readout.style.top = `${below ? box.bottom + 8 : box.top - 8 - size.height}px`;
    readout.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
  };

  const target = (event: Event): Element | null =>
    event.target instanceof Element ? event.target.closest('[data-symbol]') : null;

  let leaving: ReturnType<typeof setTimeout> | undefined;
  const over = (event: Event): void => {
    clearTimeout(leaving);
    const element = target(event);
    if (element) light(element);
    // The gloss itself may be pointed at, and a short way to it crossed (WCAG 1.4.13).
    else if (now !== null && !(event.target instanceof Node && readout?.contains(event.target)))
      leaving = setTimeout(clear, 180);
  };
  document.addEventListener('pointerover', over, { passive: true });
  document.addEventListener('focusin', (event) => {
    const element = target(event);
    if (element) light(element);
    else clear();
  });
  document.addEventListener('focusout', (event) => {
    if (target(event)) clear();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') clear();
  });
  // It stands still while its symbol moves away; what is lit stays lit.
  addEventListener('scroll', hideReadout, { passive: true });
  startLegends();
}

/** In a legend one key is a tab stop; the arrows go to the others. */
function startLegends(): void {
  for (const legend of document.querySelectorAll('.symbol-legend')) {
    const keys = [...legend.querySelectorAll<HTMLElement>('[data-symbol]')];
    legend.addEventListener('keydown', (event) => {
      if (!(event instanceof KeyboardEvent)) return;
      const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const from = keys.findIndex((key) => key === event.target);
      if (way === undefined || from < 0) return;
      event.preventDefault();
      keys.at((from + way) % keys.length)?.focus();
    });
    legend.addEventListener('focusin', (event) => {
      for (const key of keys) key.tabIndex = key === event.target ? 0 : -1;
    });
  }
}
