import type { Brand, DnsRecord } from '@allclear/wire/brand.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Pill } from '../parts/pill.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const LOOKS = {
  good: { icon: 'check', tone: 'good' },
  missing: { icon: 'cross', tone: 'bad' },
  wrong: { icon: 'cross', tone: 'bad' },
  unknown: { icon: 'ring', tone: 'idle' },
} as const

/** The records that a name needs, each with its tick and, where it is not as it should be, with the exact record to copy. */
export function Records({ brand: { domain, spf, dkim, dmarc, page } }: { brand: Brand }) {
  return (
    <section className="panel">
      <h3>{say(words.records, { domain })}</h3>
      <ul className="rows records">
        <RecordRow kind="SPF" record={spf} />
        <RecordRow kind="DKIM" record={dkim} />
        <RecordRow kind="DMARC" record={dmarc} />
        {page.own.map(({ domain: own, record }) => (
          <RecordRow key={own} kind={own} record={record} />
        ))}
      </ul>
    </section>
  )
}

const RecordRow = ({ kind, record: { state, says, paste } }: { kind: string; record: DnsRecord }) => (
  <li>
    <span>
      {kind} <small className="quiet">{says}</small>
    </span>
    <Pill said={{ ...LOOKS[state], words: words.states[state] }} />
    {paste !== null && (
      <dl className="paste">
        <Copied name={words.name} value={paste.name} of={kind} />
        <Copied name={paste.type} value={paste.value} of={kind} />
      </dl>
    )}
  </li>
)

const Copied = ({ name, value, of }: { name: string; value: string; of: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <code>{value}</code>
      <CopyButton text={value} what={say(words.copied, { name, kind: of })} />
    </dd>
  </div>
)
