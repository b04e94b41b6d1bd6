import { OrderRefused } from './order-refused.ts'
import { readOrder } from './lab-page.ts'
import { startLab, type Lab } from './lab.ts'

/**
 * The lab as a process. Started with an IPC channel it sends `{ ready }`, takes orders as messages and ends with its parent, not before it: a signal
 * to all of a terminal is its parent's to answer. Started by hand it prints where everything is, as one line of JSON with `--json`, and ends on Ctrl-C.
 */
async function main() {
  const lab = await startLab()
  const end = async () => {
    await lab.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.connected || void end())
  process.once('disconnect', () => void end())
  process.on('message', (order) => void obey(lab, order))
  process.send?.({ ready: lab.ready })
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(lab.ready)}\n`)
  else if (!process.send) process.stdout.write(summary(lab))
}

async function obey(lab: Lab, order: unknown) {
  try {
    await lab.order(readOrder(order))
    process.send?.({ done: order })
  } catch (error) {
    const { message, fix } = error instanceof OrderRefused ? error : { message: String(error), fix: '' }
    process.send?.({ refused: order, message, fix })
  }
}

const summary = ({ ready: { page, mail, slack, ntfy, phone, network, panel } }: Lab): string =>
  `The lab is open. Ctrl-C ends it.
  break and fix sites  ${page}
  mail viewer          ${mail}
  Slack                ${slack.replace(/\/api$/, '')}
  push messages        ${ntfy}
  text and calls       ${phone}
  resolvers            ${network.resolvers.join(', ')}
  RDAP bootstrap       ${network.rdapBootstrap}
  panel                ${panel}
  root certificate     ${network.trustedCa}
`

try {
  await main()
} catch (error) {
  const noAliases = (error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL'
  const advice = noAliases ? 'The lab needs all of 127.0.0.0/8 on loopback, as Linux and Windows have it.' : ''
  process.stderr.write(`The lab did not open: ${error instanceof Error ? error.message : String(error)}. ${advice}\n`)
  process.exit(3)
}
