/** Sizes in CSS pixels, the same for the frame drawn at build and for the live chart, so that nothing moves. */
export const CURVES = { height: 300, marginTop: 26, marginRight: 28, marginBottom: 38, marginLeft: 50 } as const;

export const LABELS = { accuracy: '↑ right, %', loss: '↑ loss, mean', logLoss: '↑ loss, mean (log scale)' } as const;
export const ALONG = { epochs: 'epochs →', images: 'images seen →' } as const;
export const PARAMETERS_LABEL = 'weights and biases (log scale) →';
