import type { TlsEvidence } from './evidence.ts'

/** Beyond it our own clock, not the site's certificate, is the news (causes.md 1.1). */
export const MOST_SKEW_MS = 120_000

/** Whether dates seen in certificates mean nothing because our clock is off; not checked counts as sound. */
export const clockIsWrong = ({ clockSkewMs }: TlsEvidence) => clockSkewMs !== null && Math.abs(clockSkewMs) > MOST_SKEW_MS
