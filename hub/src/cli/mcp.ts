import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createChannelNetwork } from '../network/create-network.ts'
import { Problem } from '../problem.ts'
import { addressOf } from './plan-and-apply.ts'
import type { Out } from './report-complaints.ts'

export type McpOptions = { readonly hub?: string; readonly data: string }

const ANSWERS_WITHIN_MS = 120_000
const MOST_BYTES = 50_000_000

/**
 * `mcp`: an assistant on this machine speaks with the hub, a line of JSON each way (modelcontextprotocol.io, 2025-06-18, "stdio"), until its input
 * ends. What it may follows from the token in `ALLCLEAR_TOKEN`; all thinking is the hub's.
 */
export async function mcp({ hub, data }: McpOptions, out: Out, input: Readable = process.stdin): Promise<number> {
  const token = process.env.ALLCLEAR_TOKEN
  if (!token) throw new Problem('bad-input', 'token_missing', 'There is no token for the assistant.', 'Set ALLCLEAR_TOKEN: allclear token create NAME --role viewer.') // prettier-ignore
  const address = hub === undefined ? await addressIn(data) : addressOf(hub)
  const network = createChannelNetwork({ operatorHosts: [new URL(address).hostname] })
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const said = await answerTo(line, async (body) =>
      network.request(
        {
          url: new URL('/mcp', address).href,
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
          body,
          maxBytes: MOST_BYTES,
        },
        { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) },
      ),
    )
    if (said !== null) out.stdout(`${said}\n`)
  }
  return 0
}

async function addressIn(data: string): Promise<string> {
  const text = await readFile(join(data, 'hub.json'), 'utf8').catch(() => {
    throw new Problem(
      'conflict',
      'hub_not_running',
      `No hub runs on ${data}.`,
      'Start it with: allclear up, and name its --data; or name a --hub.',
    )
  })
  return (JSON.parse(text) as { address: string }).address
}

type Ask = (body: string) => ReturnType<ReturnType<typeof createChannelNetwork>['request']>

// Null: nobody waits for an answer.
async function answerTo(line: string, ask: Ask): Promise<string | null> {
  const id = idOf(line)
  if (id === undefined) return failed(null, -32700, 'This is no line of JSON.')
  const answer = await ask(line)
  if (answer.ok && answer.status === 202) return null
  if (answer.ok && answer.status === 200) return answer.body
  return failed(id, -32603, answer.ok ? saidIn(answer.body) : `The hub could not be reached: ${answer.message}`)
}

const failed = (id: unknown, code: number, message: string) => JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })

// Undefined: it is no JSON; null: it names none.
function idOf(line: string): unknown {
  try {
    return (JSON.parse(line) as { id?: unknown } | null)?.id ?? null
  } catch {
    return undefined
  }
}

function saidIn(body: string): string {
  try {
    const { message, fix } = JSON.parse(body) as { message: string; fix: string }
    return `${message} ${fix}`
  } catch {
    return 'The hub answered something else.'
  }
}
