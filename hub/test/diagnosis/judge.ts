import { CONFIRM } from '../../src/domain/diagnosis/diagnosis.ts'
import type { Examination } from '../../src/engine/diagnose/examine.ts'
import type { Scenario } from './scenarios.ts'

/** `WRONG` is what must never be: another cause said with confidence, or one that is forbidden. `unsure` is less than was hoped for. */
export type Judgement = { readonly mark: 'right' | 'unsure' | 'WRONG'; readonly why: string }

export type Said = Pick<Examination, 'verdict' | 'cause' | 'confidence' | 'because'>

/** Compares what was said of a site with what is expected. */
export function judge(said: Said, expected: Scenario): Judgement {
  const wrong = (why: string): Judgement => ({ mark: 'WRONG', why })
  const unsure = (why: string): Judgement => ({ mark: 'unsure', why })
  const cause = said.cause ?? 'none'
  if (expected.never?.includes(cause)) return wrong(`${cause} is forbidden here`)
  const isAlso = (expected.also ?? []).includes(said.verdict === 'healthy' || said.verdict === 'slow' ? said.verdict : cause)
  const isMeant = said.cause === expected.cause || isAlso
  const isBold = cause !== 'unknown' && said.confidence >= CONFIRM
  if (said.verdict !== expected.verdict && !isAlso) {
    const why = `the verdict is ${said.verdict}, not ${expected.verdict}`
    return said.verdict === 'genuine' && !isBold ? unsure(why) : wrong(why)
  }
  if (!isMeant)
    return isBold ? wrong(`${cause}, not ${expected.cause ?? 'none'}`) : unsure(`not sure enough of ${expected.cause ?? 'none'}`)
  if (said.verdict === 'genuine' && isBold && said.confidence >= (expected.below ?? Infinity))
    return wrong(`more confidence than the evidence carries, ${expected.below} or more`)
  if (isAlso && said.cause !== expected.cause) return { mark: 'right', why: `as right as ${expected.cause ?? 'healthy'}` }
  if (said.confidence < (expected.from ?? 0)) return unsure(`confidence below ${expected.from}`)
  if (expected.because && !said.because.some((sentence) => expected.because!.test(sentence)))
    return unsure(`no sentence says ${expected.because}`)
  return { mark: 'right', why: '' }
}
