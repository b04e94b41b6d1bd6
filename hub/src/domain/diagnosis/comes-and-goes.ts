import type { Evidence } from './evidence.ts'
import { patternOf } from './pattern.ts'

/** Whether the checks of the last half hour saw it fail and recover by itself; a single look never tells. */
export const comesAndGoes = (evidence: Evidence) => evidence.pattern !== null && patternOf(evidence)?.pattern === 'intermittent'
