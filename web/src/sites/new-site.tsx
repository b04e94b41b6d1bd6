import type { Change, LookLine } from '@allclear/wire/plan.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { look } from '../api.ts'
import { Go, useGo } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { useTitle } from '../parts/use-title.ts'
import { announce } from '../shell/announce.tsx'
import { Learnt } from './learnt.tsx'
import { OwnerFields, ownerChanges } from './owner-fields.tsx'
import { choicesQuery } from './plan-query.ts'
import { blankFields, setsOf, SiteFields } from './site-fields.tsx'
import type { Fields } from './site-fields.tsx'
import { usePlanChange } from './use-plan-change.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const BEFORE: LookLine = { card: null, waiting: [], isDone: false, problem: null }

/** `/sites/new`: an address is enough. What it tells appears as it is learnt; then whose it is, and it is watched. */
export default function NewSiteScreen() {
  const [line, setLine] = useState<LookLine | null>(null)
  useTitle(words.add)
  const begin = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('url')).trim()
    setLine(BEFORE)
    try {
      await look(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`, setLine)
      announce(words.lookOver)
    } catch (error) {
      setLine(null)
      sayFailure(error)
    }
  }
  const isLooking = line !== null && !line.isDone
  return (
    <>
      <p className="crumb">
        <Go to="/sites">{words.sites}</Go>
      </p>
      <h1>{words.add}</h1>
      <form className="narrow" onSubmit={(event) => void begin(event)}>
        <input
          name="url"
          type="text"
          inputMode="url"
          autoComplete="url"
          required
          aria-label={words.address}
          placeholder="https://cornerbakery.example/"
        />
        <button className="primary" disabled={isLooking}>
          {isLooking ? words.looking : words.look}
        </button>
      </form>
      <p className="quiet">{say(words.newHint, { link: <Go to="/sites/import">{words.bringMany}</Go> })}</p>
      {line?.problem && (
        <p role="alert" className="card bad">
          <strong>{line.problem.message}</strong> {line.problem.fix}
        </p>
      )}
      {line && !line.problem && (
        <section className="panel">
          <h2>{words.whatItTells}</h2>
          <Learnt line={line} />
        </section>
      )}
      {line?.isDone && line.card && <Rest key={line.card.url} card={line.card} />}
    </>
  )
}

function Rest({ card }: { card: NonNullable<LookLine['card']> }) {
  const { data: choices } = useSuspenseQuery(choicesQuery)
  const { isBusy, change } = usePlanChange()
  const go = useGo()
  const named = (text: string | null) =>
    choices.providers.find(({ name, id }) => [name, id].some((one) => one.toLowerCase() === text?.toLowerCase()))?.id
  const blank = blankFields(card.url.startsWith('https:'))
  const [fields, setFields] = useState<Fields>({
    ...blank,
    'expect.contains': card.expect.contains ?? '',
    stack: card.cms?.slice(0, 60) ?? '',
    registrar: named(card.registrar) ?? '',
    dns: named(card.dns) ?? '',
  })
  const [id, setId] = useState(card.site)
  const put = (key: string, value: string | boolean) => setFields({ ...fields, [key]: value })
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { changes, client } = ownerChanges(fields)
    const own = Object.fromEntries(Object.entries(fields).filter(([key]) => !/^(client|partner)/.test(key)))
    const site: Change = { kind: 'sites', id, set: { url: card.url, ...(client !== null && { client }), ...setsOf(blank, own) } }
    if (await change([...changes, site], { says: say(words.isWatched, { site: id }) })) go(`/sites/${id}`)
  }
  return (
    <form onSubmit={(event) => void save(event)} className="panel">
      <h2>{words.watchIt}</h2>
      <div className="fields">
        <div className="field">
          <label htmlFor="id">{words.nameHere}</label>
          <input id="id" value={id} required onChange={({ currentTarget }) => setId(currentTarget.value)} />
        </div>
      </div>
      <OwnerFields {...{ fields, put, choices }} />
      <SiteFields {...{ fields, put, choices }} />
      <p className="actions">
        <button className="primary" disabled={isBusy}>
          {say(words.watchSite, { site: id })}
        </button>
      </p>
    </form>
  )
}
