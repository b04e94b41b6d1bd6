import type { Ran } from '../run-program.ts'
import { Unable } from './host-hand.ts'
import type { Args, Command, HostHand, Premises, Step } from './host-hand.ts'

export type Done = { readonly isDone: boolean; readonly output: string }

/** Carries an action out, or says what that would be: a dry run looks as much as it needs and changes nothing. */
export async function carryOut(hand: HostHand, args: Args, premises: Premises, dryRun: boolean): Promise<Done> {
  try {
    const steps = await hand.steps(args, premises)
    return dryRun ? { isDone: true, output: await say(steps, premises) } : await runSteps(steps, premises)
  } catch (error) {
    if (error instanceof Unable) return { isDone: false, output: error.message }
    throw error
  }
}

/** A command as it is shown: with whose rights, and where its output goes. */
export const sayCommand = ({ program, args, as, from, into }: Command) =>
  [...(as ? [`as user ${as.uid}:`] : []), program, ...args, ...(from ? [`< ${from}`] : []), ...(into ? [`> ${into}`] : [])].join(' ')

async function say(steps: readonly Step[], { run }: Premises): Promise<string> {
  const said: string[] = []
  for (const step of steps) {
    if ('act' in step) said.push(step.says)
    else if (step.onlyDry) said.push((await run(step)).output.trim())
    else said.push(sayCommand(step))
  }
  return said.filter((one) => one !== '').join('\n')
}

// One after another until one fails that may not. What is not installed is no step, where another may stand in.
async function runSteps(steps: readonly Step[], { run }: Premises): Promise<Done> {
  const said: string[] = []
  let anyRan = false
  for (const step of steps) {
    if ('act' in step) {
      const done = await attempt(step)
      said.push(done.output)
      if (!done.isDone) return { isDone: false, output: said.join('\n') }
      anyRan = true
      continue
    }
    if (step.onlyDry) continue
    const ran = await run(step)
    if (ran.code !== 127) said.push(sayRan(step, ran))
    anyRan ||= ran.code === 0
    if (ran.code !== 0 && !step.mayFail) return { isDone: false, output: [...said, ...(ran.code === 127 ? [`${step.program} is not here.`] : [])].join('\n') } // prettier-ignore
  }
  return { isDone: anyRan, output: said.join('\n') }
}

async function attempt(step: Extract<Step, { says: string }>): Promise<Done> {
  try {
    return { isDone: true, output: await step.act() }
  } catch (error) {
    return { isDone: false, output: `${step.says}: ${(error as Error).message}` }
  }
}

const sayRan = (command: Command, { code, output }: Ran) =>
  `$ ${sayCommand(command)}\n${output.trim()}${code === 0 ? '' : `\n(ended with ${code})`}`
