import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { HostSample, Installation } from '../../domain/host/sample.ts'

type Fact = { readonly name: string; readonly value: string }

/** What an agent said last, in words. What its host does not have is left out. */
export function sayHost(sample: HostSample): Fact[] {
  const { load, cores, memory, swap, disks, processes, services, mail, mailQueue, failedUnits, database, integrity, scanner } = sample
  return [
    ...fact('Load', load && `${load.map((one) => one.toFixed(2)).join(' ')} on ${cores ?? '?'} cores`),
    ...fact('Memory', memory && `${gigabytes(memory.total - memory.available)} of ${gigabytes(memory.total)}`),
    ...fact('Swap', swap && swap.used > 0 ? `${gigabytes(swap.used)} of ${gigabytes(swap.total)}` : null),
    ...fact(
      'Disks',
      disks && disks.map(({ mount, used, size }) => `${mount} ${Math.round((100 * used) / Math.max(1, size))} %`).join(', '),
    ),
    ...fact('Busiest', processes && processes.top.slice(0, 3).map(({ name, cpu }) => `${name} ${Math.round(cpu * 100)} %`).join(', ')), // prettier-ignore
    ...fact('Services that failed', failedUnits && failedUnits.join(', ')),
    ...fact('Services', services && services.map(({ kind, name, says }) => `${kind} ${name}: ${says}`).join('; ')),
    ...fact('Mails waiting', mail ? sayMail(mail) : mailQueue ? String(mailQueue) : null),
    ...fact('Database', database && !database.reachable ? `does not answer: ${database.says}` : null),
    ...fact('Virus scanner', scanner ? sayScan(scanner) : null),
    ...fact('Websites', integrity && integrity.installations.map(sayInstallation).join('; ')),
  ]
}

const fact = (name: string, value: string | null): Fact[] => (value === null || value === '' ? [] : [{ name, value }])

function sayMail({ waiting, turnedAway, senders }: NonNullable<HostSample['mail']>): string {
  const from = waiting > 0 ? senders.map(([who, count]) => `${count} from ${who || 'the mail system itself'}`) : []
  return [String(waiting), ...from, ...turnedAway.map(([who, count]) => `${count} put off by ${who}`)].join(', ')
}

function sayScan({ checkedAt, isWhole, says, infected, more }: NonNullable<HostSample['scanner']>): string {
  const found = infected.slice(0, 5).map(({ file, signature }) => `${file} is ${signature}`)
  const all = found.length === 0 ? 'nothing found' : `${infected.length + more} infected: ${found.join(', ')}`
  return `${iso(checkedAt as Instant)}: ${all}${isWhole ? '' : `. ${says}`}`
}

// What was not read is said beside what was: nothing found there means nothing.
function sayInstallation({ path, version, files, compared, unreadable, findings, more, changed }: Installation): string {
  const found = findings.length + more === 0 ? 'nothing suspicious' : `${findings.length + more} suspicious`
  const unread = unreadable === 0 ? '' : `, ${unreadable} that the agent may not read`
  return `${path} (WordPress ${version ?? '?'}): ${files} files, ${compared} with a published sum${unread}: ${found}; ${changed.count} changed this week`
}

const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`
