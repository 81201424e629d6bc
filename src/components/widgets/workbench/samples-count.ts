/** So many test images stand beside the network, the first ones. */
export const SAMPLES = 30;
