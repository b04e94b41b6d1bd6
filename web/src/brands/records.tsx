import type { Brand, DnsRecord } from '@allclear/wire/brand.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Pill } from '../parts/pill.tsx'

const STATES = {
  good: { words: 'good', icon: 'check', tone: 'good' },
  missing: { words: 'missing', icon: 'cross', tone: 'bad' },
  wrong: { words: 'wrong', icon: 'cross', tone: 'bad' },
  unknown: { words: 'no answer', icon: 'ring', tone: 'idle' },
} as const

/** The records that a name needs, each with its tick and, where it is not as it should be, with the exact record to copy. */
export function Records({ brand: { domain, spf, dkim, dmarc, page } }: { brand: Brand }) {
  return (
    <section className="panel">
      <h3>Records of {domain}</h3>
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
    <Pill said={STATES[state]} />
    {paste !== null && (
      <dl className="paste">
        <Copied name="Name" value={paste.name} of={kind} />
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
      <CopyButton text={value} what={`${name} of ${of}`} />
    </dd>
  </div>
)
