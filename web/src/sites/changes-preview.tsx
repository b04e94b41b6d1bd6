import type { Changed } from '@allclear/wire/plan.ts'

const SHOWN = 200

/** What would be different, line by line, and what is wrong. */
export function ChangesPreview({ changed: { differences, complaints } }: { changed: Changed }) {
  const errors = complaints.filter(({ level }) => level === 'error')
  const sites = new Set(differences.map(({ kind, id }) => `${kind} ${id}`)).size
  return (
    <div className="differences">
      <p role="status">
        {differences.length === 0
          ? 'Nothing becomes different.'
          : `${sites} ${sites === 1 ? 'entry' : 'entries'} change, in ${differences.length} places.`}
        {errors.length > 0 && ` ${errors.length} cannot be done and ${errors.length === 1 ? 'is' : 'are'} left out.`}
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
                <th>Whose</th>
                <th>What</th>
                <th>Now</th>
                <th>Then</th>
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
          {differences.length > SHOWN && <p className="quiet">And {differences.length - SHOWN} more.</p>}
        </div>
      )}
    </div>
  )
}
