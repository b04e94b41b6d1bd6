import { inLanguage } from '../../words.ts'
import { en } from './en.ts'

/** The words of this room, in the reader's language. */
export const words = inLanguage('channels', en)
