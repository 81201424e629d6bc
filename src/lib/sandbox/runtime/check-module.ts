import { CHECK_FILE } from '../module-url.ts';
import type { Exports } from './reader-module.ts';

/**
 * What a check exports; `code` is as `compileCheck` makes it. It is read before the reader's code runs, and as a
 * function, not as a module: it has no address that could be imported, or that a trace would show, text and all, as
 * WebKit's do.
 */
export function readCheck(code: string, modules: Readonly<Record<string, object>>): Exports {
  const exports: Record<string, unknown> = {};
  const require = (name: string): object => {
    if (!Object.hasOwn(modules, name)) throw new Error(`check: there is no module ${name}`);
    return modules[name]!;
  };
  new Function('exports', 'require', `${code}\n//# sourceURL=${CHECK_FILE}`)(exports, require);
  return exports;
}
