import type { Check, CheckTools } from './check-contract.ts';
import { createCheckTools } from './check-tools.ts';
import type { Verdict } from './contract.ts';

const isVerdict = (value: unknown): value is Verdict => {
  if (typeof value !== 'object' || value === null) return false;
  const { passed, message, mistake } = value as Record<string, unknown>;
  return typeof message === 'string' && (passed === true || (passed === false && typeof mistake === 'string'));
};

/**
 * Lets a check judge a module's exports. Throws when the reader's code throws, or when the check is faulty.
 * `watch`: what the check gets in place of its tools, to look on.
 */
export async function judgeExports(
  reader: Readonly<Record<string, unknown>>,
  check: Readonly<Record<string, unknown>>,
  seed: number,
  watch: (tools: CheckTools) => CheckTools = (tools) => tools,
): Promise<Verdict> {
  const judge = check['default'];
  if (typeof judge !== 'function')
    throw new TypeError(`check: expected a function as its default export, got ${typeof judge}`);
  const verdict: unknown = await (judge as Check)(reader, watch(createCheckTools(seed)));
  if (!isVerdict(verdict)) throw new TypeError('check: expected the verdict of tools.pass or tools.fail');
  const { message } = verdict;
  return verdict.passed ? { passed: true, message } : { passed: false, mistake: verdict.mistake, message };
}
