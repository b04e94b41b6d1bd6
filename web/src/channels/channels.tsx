import './channels.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Go } from '../parts/go.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useTitle } from '../parts/use-title.ts'
import { say } from '../words.ts'
import { AppForm } from './app-form.tsx'
import { channelKindsQuery } from './channels-query.ts'
import { words } from './words/index.ts'

/** `/channels`: connects a chat, pager or tracker of others: which, what it asks for, one message, and the lines of the configuration. */
export default function ChannelsScreen() {
  const { items, taken } = useSuspenseQuery(channelKindsQuery).data
  const [address, write] = useFilter()
  const chosen = address.get('kind')
  const kind = items.find((one) => one.kind === chosen)
  useTitle(words.title)
  return (
    <div className="channels">
      <h1>{words.title}</h1>
      <p className="quiet">{say(words.intro, { health: <Go to="/health">{words.health}</Go> })}</p>
      <fieldset>
        <legend>{words.which}</legend>
        <div className="kinds">
          {items.map((one) => (
            <label key={one.kind}>
              <input type="radio" name="kind" value={one.kind} checked={one.kind === chosen} onChange={() => write('kind', one.kind)} />
              <span>{one.title}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {kind && <AppForm key={kind.kind} kind={kind} taken={taken} />}
    </div>
  )
}
