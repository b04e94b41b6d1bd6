import { Problem } from '../../src/problem.ts'
import { dice } from '../stories/dice.ts'
import { shrink } from './shrink.ts'
import type { Target } from './target.ts'

export type Fuzzed = {
  readonly name: string
  readonly inputs: number
  readonly seconds: number
  readonly slowestMs: number // of the processor
  readonly refused: number // with a problem that says what to do
  readonly wrong: { readonly seed: number; readonly what: string; readonly shortest: string } | null
}

const MOST_MS = 1000 // of the processor, for one input
const BATCH = 20

type Options = { readonly ms: number; readonly seed: number; readonly most?: number; onSeed?(seed: number): void }

/** Reads one drawn input after the other until the time is over or one is met badly; that one is shrunk. Each has its own seed, counted on from the first. */
export async function fuzz(target: Target, { ms, seed, most = Infinity, onSeed }: Options): Promise<Fuzzed> {
  const began = performance.now()
  let [inputs, refused, slowestMs] = [0, 0, 0]
  const done = (wrong: Fuzzed['wrong']): Fuzzed => ({
    ...{ name: target.name, inputs, refused, slowestMs: Math.round(slowestMs), wrong },
    seconds: (performance.now() - began) / 1000,
  })
  while (inputs < most && performance.now() - began < ms) {
    for (let n = 0; n < BATCH; n++, inputs++) {
      onSeed?.(seed + inputs)
      const input = target.draw(dice(seed + inputs))
      const met = await meet(target, input)
      slowestMs = Math.max(slowestMs, met.tookMs)
      if (met.isRefused) refused++
      if (met.wrong === null) continue
      const shortest = await shrink(input, async (shorter) => kindOf((await meet(target, shorter)).wrong) === kindOf(met.wrong))
      return done({ seed: seed + inputs, what: (await meet(target, shortest)).wrong ?? met.wrong, shortest })
    }
  }
  return done(null)
}

type Met = { readonly wrong: string | null; readonly isRefused: boolean; readonly tookMs: number }

/** What comes of one input: nothing wrong, or the sentence that says what. Time alone is wrong only if it is so three times. */
export async function meet(target: Target, input: string): Promise<Met> {
  const most = target.most ?? MOST_MS
  let met = await once(target, input)
  for (let again = 0; again < 2 && met.wrong === null && met.tookMs > most; again++) met = await once(target, input)
  return met.wrong === null && met.tookMs > most ? { ...met, wrong: `it takes ${Math.round(met.tookMs)} ms` } : met
}

async function once(target: Target, input: string): Promise<Met> {
  const before = process.threadCpuUsage()
  let [wrong, isRefused]: [string | null, boolean] = [null, false]
  try {
    await target.read(input)
  } catch (error) {
    isRefused = isAnswer(error)
    if (!isRefused) wrong = error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error)
  }
  const { user, system } = process.threadCpuUsage(before)
  return { wrong, isRefused, tookMs: (user + system) / 1000 }
}

const isAnswer = (error: unknown) =>
  error instanceof Problem && error.kind !== 'ours' && error.message !== '' && error.fix !== '' && error.message.length < 2000

// The same mistake at the same place, whatever it says of the input.
const kindOf = (wrong: string | null) => wrong && (/\n\s+at .*/.exec(wrong)?.[0] ?? wrong.replace(/\d+/g, '#').slice(0, 40))
