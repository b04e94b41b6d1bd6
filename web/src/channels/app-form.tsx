import type { ChannelKind, TriedChannel } from '@allclear/wire/channel.ts'
import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { flushSync } from 'react-dom'
import { ask } from '../api.ts'
import { sayFailure } from '../parts/hold.tsx'
import { announce } from '../shell/announce.tsx'
import { say } from '../words.ts'
import { Setting } from './setting.tsx'
import { Tried } from './tried.tsx'
import { words } from './words/index.ts'

/** What one kind asks for, as its schema has it; every mistake at its field, and what came of one message. Nothing of it stays in the browser. */
export function AppForm({ kind: { kind, title, says, settings }, taken }: { kind: ChannelKind; taken: readonly string[] }) {
  const [tried, setTried] = useState<TriedChannel | null>(null)
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const attempt = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { id, ...given } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    setBusy(true)
    try {
      const end = await ask('/api/v1/channels/try', { kind, id, settings: given })
      flushSync(() => setTried(end))
      if (end.faults.length > 0) announce(say(words.mistakes, { count: end.faults.length }))
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    } catch (error) {
      sayFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const faultAt = (key: string) => tried?.faults.find((one) => one.key === key)
  const field = (setting: ChannelKind['settings'][number]) => <Setting key={setting.key} setting={setting} fault={faultAt(setting.key)} />
  const more = settings.filter(({ isNeeded }) => !isNeeded)
  return (
    <>
      <section className="panel">
        <h2>{title}</h2>
        <p className="quiet">{says}</p>
        <form ref={form} noValidate onSubmit={(event) => void attempt(event)}>
          <Setting setting={named(kind, taken)} fault={faultAt('id')} />
          {settings.filter(({ isNeeded }) => isNeeded).map(field)}
          <details open={more.some(({ key }) => faultAt(key)) || undefined}>
            <summary>{words.more}</summary>
            <div className="more">{more.map(field)}</div>
          </details>
          <p className="quiet">{words.aMessage}</p>
          <button className="primary" disabled={isBusy}>
            {isBusy ? words.trying : words.tryIt}
          </button>
        </form>
      </section>
      <div aria-live="polite">{tried?.tried && <Tried tried={tried} title={title} />}</div>
    </>
  )
}

// The name by which people and partners of the plan point at it.
function named(kind: string, taken: readonly string[]) {
  const free = [kind, ...Array.from({ length: taken.length }, (_, n) => `${kind}-${n + 2}`)].find((name) => !taken.includes(name))!
  const text = { key: 'id', title: words.name, says: words.nameSays, like: kind, given: free }
  return { ...text, isNeeded: true, isSecret: false, isChoice: false }
}
