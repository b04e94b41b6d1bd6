import { styleText } from 'node:util'
import { findCause } from '../domain/diagnosis/taxonomy.ts'
import type { Diagnosed } from './diagnose.ts'

type Colour = 'green' | 'yellow' | 'red'

const VERDICTS: Record<Diagnosed['verdict'], { mark: string; colour: Colour; says: string }> = {
  healthy: { mark: '●', colour: 'green', says: 'is well' },
  slow: { mark: '●', colour: 'yellow', says: 'answers, but slowly' },
  'false-alarm': { mark: '●', colour: 'green', says: 'is well: what failed was our own view of it' },
  maintenance: { mark: '●', colour: 'yellow', says: 'is under planned maintenance' },
  genuine: { mark: '●', colour: 'red', says: 'is down' },
}
const BLIND = { mark: '○', colour: 'yellow' as Colour, says: 'was not seen: our own view is disturbed' }

const LABEL_WIDTH = 12

/** One look at a site as a person reads it; colour only on a terminal that wants it. */
export function printExamination(found: Diagnosed): string {
  const { mark, colour, says } = found.healthy === null ? BLIND : VERDICTS[found.verdict]
  const head = `${styleText(colour, mark)} ${styleText('bold', new URL(found.url).host)} ${styleText(colour, says)}`
  const rows: [string, readonly string[]][] = [
    ['Cause', found.cause === null ? [] : [causeLine(found.cause, found.confidence)]],
    ['Why', found.because.map(oneLine)],
    ['Or else', found.alternatives.map(({ cause, confidence }) => causeLine(cause, confidence))],
    ['Hears first', found.contact === null ? [] : [`the ${found.contact}`]],
    ['Playbook', found.playbook === null ? [] : [found.playbook]],
  ]
  const body = rows.flatMap(([label, lines]) => lines.map((line, index) => row(index === 0 ? label : '', line)))
  return `\n${head}\n\n${body.join('\n')}\n\n  ${styleText('dim', `${found.url} · looked for ${saySeconds(found.durationMs)}`)}\n\n`
}

const saySeconds = (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)

const row = (label: string, line: string) => `  ${styleText('dim', label.padEnd(LABEL_WIDTH))}${line}`

const causeLine = (id: string, confidence: number) => {
  const title = findCause(id)?.title ?? id
  if (id === 'unknown') return title
  return `${title} ${styleText('dim', `(${id}, ${Math.round(confidence * 100)} % sure)`)}`
}

// Page titles and names of strangers stand in these sentences; an escape sequence in them must not reach the terminal.
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
