import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What became of one step: how long it took, what it showed, and the file with all of its output. */
export type Entry = {
  readonly step: string
  readonly state: 'done' | 'failed' | 'not run'
  readonly seconds: number
  readonly says: string
  readonly output: string
}

/** What a step may do: print what it sees, claim what must hold, wait for what must come. */
export type Page = {
  print(text: string): void
  claim(sentence: string, holds: boolean): void
  until<T>(sentence: string, look: () => Promise<T | null | undefined | false> | T | null | undefined | false, seconds?: number): Promise<T>
}
export type Step = {
  readonly name: string
  readonly missing?: string // what this machine lacks for it
  /** Does it, and gives in a sentence what it showed. */
  readonly run: (page: Page) => Promise<string>
}

const LOOK_MS = 100

/** Goes through the steps one after another, up to the first that fails, and keeps what each printed as a file of the folder. */
export async function walk(steps: readonly Step[], folder: string): Promise<Entry[]> {
  await mkdir(folder, { recursive: true })
  const entries: Entry[] = []
  for (const [n, { name, missing, run }] of steps.entries()) {
    const lines: string[] = []
    const began = performance.now()
    const keep = async (state: Entry['state'], says: string) => {
      const output = join(folder, `${String(n + 1).padStart(2, '0')}-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.txt`)
      const seconds = Math.round((performance.now() - began) / 100) / 10
      await writeFile(output, [...lines, `${state}: ${says}`, ''].join('\n'))
      entries.push({ step: name, state, seconds, says, output })
      process.stderr.write(`${state.padEnd(7)} ${seconds.toFixed(1).padStart(6)} s  ${name}: ${says}\n`)
    }
    if (entries.some(({ state }) => state === 'failed')) await keep('not run', 'an earlier step failed')
    else if (missing !== undefined) await keep('not run', missing)
    else
      await run(pageOf(lines)).then(
        (says) => keep('done', says),
        (error: unknown) => keep('failed', error instanceof Error ? error.message : String(error)),
      )
  }
  return entries
}

function pageOf(lines: string[]): Page {
  const claim = (sentence: string, holds: boolean) => {
    lines.push(`${holds ? 'ok    ' : 'not ok'} ${sentence}`)
    if (!holds) throw new Error(`not so: ${sentence}`)
  }
  return {
    print: (text) => void lines.push(text.trimEnd()),
    claim,
    async until(sentence, look, seconds = 60) {
      const began = performance.now()
      for (;;) {
        const found = await look()
        const took = (performance.now() - began) / 1000
        if (found) return (claim(`${sentence} (${took.toFixed(1)} s)`, true), found)
        if (took > seconds) claim(`${sentence}, within ${seconds} s`, false)
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      }
    },
  }
}

/** The steps as a table of Markdown, with the whole time. */
export function asTable(entries: readonly Entry[]): string {
  const rows = entries.map(
    ({ step, state, seconds, says }) => `| ${step} | ${seconds.toFixed(1)} s | ${state} | ${says.replaceAll('|', '\\|')} |\n`,
  )
  const whole = entries.reduce((sum, { seconds }) => sum + seconds, 0)
  return `| step | time | | what was seen |\n| --- | --- | --- | --- |\n${rows.join('')}\nAltogether ${Math.round(whole)} s.\n`
}
