/** A short time as a person reads it: `340 ms`, `4.2 s`. */
export const saySeconds = (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)
