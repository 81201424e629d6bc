/** The name that errors give the reader's own text. */
export const READER_FILE = 'your-code.ts';
export const CHECK_FILE = 'check.ts';

/**
 * A module's text as an address that `import()` takes in a worker and in Node. `file` names it in stack traces:
 * Chromium reads it from the last line, other browsers show the address itself.
 */
export function moduleUrl(code: string, file: string): string {
  return `data:text/javascript;charset=utf-8;file=${file},${encodeURIComponent(`${code}\n//# sourceURL=${file}`)}`;
}
