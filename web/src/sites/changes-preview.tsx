import type { Changed } from '@allclear/wire/plan.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const SHOWN = 200

/** What would be different, line by line, and what is wrong. */
export function ChangesPreview({ changed: { differences, complaints } }: { changed: Changed }) {
  const errors = complaints.filter(({ level }) => level === 'error')
  const sites = new Set(differences.map(({ kind, id }) => `${kind} ${id}`)).size
  return (
    <div className="differences">
      <p role="status">
        {differences.length === 0 ? words.nothingDiffers : say(words.differ, { count: sites, places: differences.length })}
        {errors.length > 0 && ` ${say(words.leftOut, { count: errors.length })}`}
      </p>
      {errors.length > 0 && (
        <ul className="rows">
          {errors.slice(0, SHOWN).map(({ message, fix }, n) => (
            <li key={n} className="bad">
              <span>
                {message}; {fix}
              </span>
            </li>
          ))}
        </ul>
      )}
      {differences.length > 0 && (
        <div className="figures">
          <table>
            <thead>
              <tr>
                <th>{words.columns.whose}</th>
                <th>{words.columns.what}</th>
                <th>{words.columns.now}</th>
                <th>{words.columns.then}</th>
              </tr>
            </thead>
            <tbody>
              {differences.slice(0, SHOWN).map(({ kind, id, key, from, to }) => (
                <tr key={`${kind} ${id} ${key}`}>
                  <th scope="row">{id}</th>
                  <td>{key}</td>
                  <td>{from ?? '–'}</td>
                  <td>{to ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {differences.length > SHOWN && <p className="quiet">{say(words.more, { count: differences.length - SHOWN })}</p>}
        </div>
      )}
    </div>
  )
}
