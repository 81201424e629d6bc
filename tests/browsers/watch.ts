/** Stands first in every page under test: notes errors of any kind, what a policy refused, and files handed out. */
export function watch(): void {
  const troubles: string[] = [];
  const files: { name: string; blob: Blob }[] = [];
  Object.assign(window, { watched: { troubles, files } });
  const words = (value: unknown): string =>
    value instanceof Error ? `${value.message} ${value.stack ?? ''}` : String(value);
  // Firefox fires `error` at a link to a module that it has already loaded for another.
  const hasLoaded = (href = ''): boolean =>
    performance
      .getEntriesByName(href)
      .some((entry) => entry instanceof PerformanceResourceTiming && entry.responseStatus === 200);
  addEventListener(
    'error',
    (event) => {
      // By name and not by class: in Firefox an element has been seen that was of none of the window's classes.
      const target = event.target as Partial<HTMLLinkElement>;
      if (target.localName !== undefined) {
        if (!(target.rel === 'modulepreload' && hasLoaded(target.href)))
          troubles.push(`did not load: ${target.outerHTML?.slice(0, 200)}`);
      } else if (!('message' in event)) troubles.push(`error at ${String(target)}`);
      else troubles.push(`error: ${event.message} ${words(event.error)}`);
    },
    { capture: true },
  );
  addEventListener('unhandledrejection', ({ reason }) => troubles.push(`rejected: ${words(reason)}`));
  document.addEventListener('securitypolicyviolation', (event) =>
    troubles.push(
      `refused: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
    ),
  );
  for (const kind of ['error', 'warn'] as const) {
    const say = console[kind].bind(console);
    console[kind] = (...all: unknown[]) => {
      troubles.push(`console.${kind}: ${all.map(words).join(' ')}`);
      say(...all);
    };
  }
  const make = URL.createObjectURL.bind(URL);
  const blobs = new Map<string, Blob>();
  URL.createObjectURL = (blob: Blob) => {
    const url = make(blob);
    blobs.set(url, blob);
    return url;
  };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    const blob = this.download ? blobs.get(this.href) : undefined;
    if (blob) files.push({ name: this.download, blob });
    click.call(this);
  };
}
