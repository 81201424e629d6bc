/** Stands first in every page under test: notes errors of any kind, what a policy refused, and files handed out. */
export function watch(): void {
  const troubles: string[] = [];
  const files: { name: string; blob: Blob }[] = [];
  const preloads = new Map<string, string>();
  Object.assign(window, { watched: { take, files } });
  const words = (value: unknown): string =>
    value instanceof Error ? `${value.message} ${value.stack ?? ''}` : String(value);
  /**
   * What went wrong since the last time. Firefox fires `error` at a link that preloads a module if the module is there or
   * on its way for another, and may note no request for it; so what counts is whether it can be had.
   */
  async function take(): Promise<string[]> {
    const asked = [...preloads];
    preloads.clear();
    for (const [href, html] of asked) {
      const response = await fetch(href).catch(() => null);
      if (!response?.ok) troubles.push(`did not load: ${html}`);
    }
    return troubles.splice(0);
  }
  addEventListener(
    'error',
    (event) => {
      const target = event.target as Partial<HTMLLinkElement>;
      if (target.localName !== undefined) {
        const html = target.outerHTML?.slice(0, 200) ?? '';
        if (target.rel === 'modulepreload') preloads.set(target.href ?? '', html);
        else troubles.push(`did not load: ${html}`);
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
