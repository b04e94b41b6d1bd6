import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { WordsPreview } from '@allclear/wire/words.ts'
import type { Letter } from '@allclear/wire/words.ts'
import { Problem } from '../problem.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

export type WriteOptions = {
  readonly data: string
  readonly to: string
  readonly template?: string
  readonly subject?: string
  readonly text?: string // a file; `-` is standard input
  readonly language?: string
  readonly despite?: string
  readonly send?: boolean
  readonly json?: boolean
}

/** `write INCIDENT`: shows words to client or partner as they would leave and whom they reach; with `--send` they go to exactly those, once. */
export async function write(incident: string, options: WriteOptions, out: Out): Promise<number> {
  const { data, to, template, subject, language, despite, send = false, json } = options
  if (!/^[1-9]\d*$/.test(incident))
    throw new Problem('bad-input', 'field_invalid', `"${incident}" is no number of an incident.`, 'Write 7.')
  const text = options.text === undefined ? undefined : await read(options.text)
  const wanted = { to, template, subject, text, language, despite }
  const path = `/api/v1/incidents/${incident}/words`
  const draft = WordsPreview.parse(await ask(data, `${path}/draft`, wanted))
  if (!json) out.stdout(sayDraft(draft))
  if (send && draft.letters.length > 0) await ask(data, path, { ...wanted, ref: draft.ref, shown: draft.shown })
  const sent = send && draft.letters.length > 0
  if (json) out.stdout(`${JSON.stringify({ ...draft, sent })}\n`)
  else out.stderr(sent ? 'The words are on their way.\n' : 'Nothing was sent; --send sends it.\n')
  return send && !sent ? 1 : 0
}

async function ask(data: string, path: string, body: unknown): Promise<unknown> {
  const answer = await askRunningHub(data, path, body)
  if (answer !== null) return answer
  throw new Problem('bad-input', 'hub_not_running', `No hub runs on ${data}.`, 'Start it with `allclear up`, or name its --data.')
}

const read = async (file: string) =>
  file === '-'
    ? readAll(process.stdin)
    : readFile(file, 'utf8').catch(() => {
        throw new Problem('bad-input', 'file_unreadable', `${file} cannot be read.`, 'Name one, or - for standard input.')
      })

const sayDraft = ({ letters, warnings, holds }: WordsPreview) =>
  [
    ...letters.map(sayLetter),
    ...warnings.map(({ says, fix }) => `! ${says} ${fix}\n`),
    ...holds.map(({ why, asks }) => `! ${why} ${asks}\n`),
  ].join('\n')

const sayLetter = ({ from, name, address, cc, channel, why, asks, leaves, zone, subject, text }: Letter) =>
  [
    `From: ${from}`,
    `To: ${name}, ${address.join(', ')}`,
    ...(cc.length > 0 ? [`Cc: ${cc.join(', ')}`] : []),
    `By: ${channel}, leaves ${leaves}${zone === null ? '' : ` (they are in ${zone})`}`,
    ...(why === null ? [] : [`Not the first address: ${why}`]),
    ...(asks ? ['Asks for a yes; the client is written to after it.'] : []),
    `Subject: ${subject}`,
    '',
    text,
  ].join('\n')
