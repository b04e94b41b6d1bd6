import { hostAction, takesArguments } from '@allclear/wire/host-actions.ts'
import type { HostAction, HostArgument } from '@allclear/wire/host-actions.ts'
import type { WholeHost } from '@allclear/wire/host.ts'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useDeed } from '../parts/use-deed.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What this host allows, with a form drawn from what each action takes. Nothing is done that was not tried dry with the same words before. */
export function OrderForm({ host }: { host: WholeHost }) {
  const { isBusy, run } = useDeed()
  const [tried, setTried] = useState('') // what was tried dry last; only that may be done
  const [action, setAction] = useState(host.allows[0]!)
  const [incident, setIncident] = useState(host.incidents[0]?.id ?? '') // what is asked for now is most likely for what is going on
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const known = hostAction(action)
  const args = Object.fromEntries(
    Object.entries(known?.takes ?? {}).map(([name, { choices }]) => [name, typed[name] ?? choices?.[0] ?? '']),
  )
  const said = JSON.stringify([action, args])
  const isWhole = known !== null && takesArguments(known, args)
  const send = async (dryRun: boolean, says: string) => {
    const body = { action, args, dryRun, ...(incident !== '' && { incident: Number(incident) }) }
    if (await run(`/api/v1/hosts/${encodeURIComponent(host.id)}/orders`, body, says)) setTried(dryRun ? said : '')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(true, words.triedDry)
  }
  const isTried = tried === said
  return (
    <form onSubmit={submit} className="order-form">
      <div className="fields">
        <div className="field">
          <label htmlFor="order-action">{words.whatToDo}</label>
          <select id="order-action" value={action} onChange={({ target }) => setAction(target.value)}>
            {host.allows.map((id) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </div>
        {Object.entries(known?.takes ?? {}).map(([name, argument]) => (
          <Argument
            key={`${action} ${name}`}
            {...{ name, argument, value: args[name]! }}
            suggests={host.suggests[name] ?? []}
            onChange={(value) => setTyped({ ...typed, ...fillIn(name, value) })}
          />
        ))}
        {host.incidents.length > 0 && (
          <div className="field">
            <label htmlFor="order-incident">{words.for}</label>
            <select id="order-incident" value={incident} onChange={({ target }) => setIncident(target.value)}>
              {host.incidents.map(({ id, site }) => (
                <option key={id} value={id}>
                  {say(words.incident, { id, site })}
                </option>
              ))}
              <option value="">{words.noIncident}</option>
            </select>
          </div>
        )}
      </div>
      {known && <About action={known} />}
      <div className="actions">
        <button className={isTried ? '' : 'primary'} disabled={isBusy || !isWhole}>
          {words.sayWhat}
        </button>
        {isTried && known?.twoPeople && (
          <button type="button" className="danger" disabled={isBusy} onClick={() => void send(false, words.waitsElse)}>
            {words.askElse}
          </button>
        )}
        {isTried && !known?.twoPeople && host.mayOrder && (
          <button type="button" className="danger" disabled={isBusy} onClick={() => void send(false, words.isOrdered)}>
            {say(words.doOn, { host: host.name })}
          </button>
        )}
      </div>
      {isTried && <p className="quiet">{words.comesBelow}</p>}
      {isTried && !known?.twoPeople && !host.mayOrder && <p className="quiet">{words.ownerDoes}</p>}
    </form>
  )
}

const plain = (text: string) => text.replaceAll('`', '')

const About = ({ action: { does, wayBack, twoPeople } }: { action: HostAction }) => (
  <p className="quiet">
    {plain(does)}
    {wayBack !== '' && ` ${say(words.wayBack, { how: plain(wayBack) })}`}
    {twoPeople && <strong> {words.twoAgree}</strong>}
  </p>
)

type Field = { name: string; argument: HostArgument; value: string; suggests: readonly string[]; onChange: (value: string) => void }

function Argument({ name, argument: { says, example, choices, is }, value, suggests, onChange }: Field) {
  const id = `order-${name}`
  return (
    <div className="field">
      <label htmlFor={id}>{says[0]!.toUpperCase() + says.slice(1)}</label>
      {choices ? (
        <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
          {choices.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      ) : (
        <input
          {...{ id, value, placeholder: example, required: true, autoComplete: 'off', spellCheck: false }}
          aria-invalid={value !== '' && !is.test(value)}
          list={`${id}-seen`}
          onChange={({ target }) => onChange(target.value.trim())}
        />
      )}
      {suggests.length > 0 && (
        <datalist id={`${id}-seen`}>
          {suggests.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </datalist>
      )}
    </div>
  )
}

// A process that was seen is chosen whole: its number, when it began, and its name.
function fillIn(name: string, value: string): Record<string, string> {
  const [pid, started, process] = value.split(' ')
  return name === 'pid' && process ? { pid: pid!, started: started!, process } : { [name]: value }
}
