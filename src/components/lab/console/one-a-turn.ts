let last: Promise<void> = Promise.resolve();

/** Draws in a turn of its own, so that a press on Stop is heard between two drawings. */
export function oneATurn(draw: () => void): void {
  last = last.then(
    () =>
      new Promise((done) => {
        setTimeout(() => {
          try {
            draw();
          } finally {
            done();
          }
        });
      }),
  );
}
