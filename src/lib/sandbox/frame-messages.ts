/** The few words that the page and `sandbox.html` exchange; everything else goes over each worker's own port. */
export const START = 'delta-to-depth:start';
export const TERMINATE = 'delta-to-depth:terminate';
export const PING = 'delta-to-depth:ping';
export const READY = 'delta-to-depth:ready';
export const FAILED = 'delta-to-depth:failed';
export const TERMINATED = 'delta-to-depth:terminated';
export const PONG = 'delta-to-depth:pong';
