import type { Roll } from '../stories/dice.ts'

/**
 * One reader of what others write. An input is text; of bytes each is one letter (latin1). `read` throws what nobody is to be told: a `Problem` that
 * names what to do is an answer, all else is a failure. `most`: milliseconds of the processor that one input may take.
 */
export type Target = {
  readonly name: string
  readonly most?: number
  draw(roll: Roll): string
  read(input: string): unknown
}

/** A target that is made when it is fuzzed, and ended afterwards. */
export type MadeTarget = { readonly name: string; open(): Promise<Target & AsyncDisposable> }
