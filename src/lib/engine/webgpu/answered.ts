/** Between two looks for an answer. */
const EVERY = 1; // ms

/**
 * Waits for an answer of the card. Firefox looks only every 100 ms whether work is done, unless something is
 * submitted meanwhile (https://github.com/gfx-rs/wgpu/issues/6660): so nothing is submitted, again and again. Else
 * `auto` would think the card slow, and a run would wait most of its time.
 */
export async function answered<Answer>(
  queue: Pick<GPUQueue, 'submit'>,
  answer: Promise<Answer>,
  polls = /\bFirefox\//.test(globalThis.navigator?.userAgent ?? ''),
): Promise<Answer> {
  if (!polls) return answer;
  let isThere = false;
  const there = (): void => void (isThere = true);
  answer.then(there, there);
  while (!isThere) {
    queue.submit([]);
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
  return answer;
}
