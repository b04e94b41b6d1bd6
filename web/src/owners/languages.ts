import { LANGUAGES as OURS } from '../language.ts'

/** The languages in which letters and pages are written. */
export const LANGUAGES = Object.entries(OURS).map(([id, name]) => ({ id, name }))
