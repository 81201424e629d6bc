/** Resolves when the page has nothing else to do, or after `timeout` milliseconds, if that is given. */
export const idle = (timeout?: number): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window)
      requestIdleCallback(() => resolve(), timeout === undefined ? undefined : { timeout });
    else setTimeout(resolve, 50); // Safari
  });
