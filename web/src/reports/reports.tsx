import type { Report } from '@allclear/wire/report.ts'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { post } from '../api.ts'
import { useGo } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { useFilter } from '../parts/use-filter.ts'
import { useTitle } from '../parts/use-title.ts'
import { reportQuery } from './report-query.ts'
import { SheetSections } from './sheet.tsx'
import './reports.css'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/reports`: a month of everybody, of a partner or of a client, each number with the way to its evidence. */
export default function ReportsScreen() {
  const [filter] = useFilter()
  const report = useSuspenseQuery(reportQuery(filter.toString())).data
  const { sheet, month, closed, kept } = report
  useTitle(say(words.title, { month }))
  return (
    <>
      <h1>{sheet.title}</h1>
      <p className="quiet">{say(!closed ? words.soFar : kept ? words.asItWas : words.counted, { whose: sheet.whose })}</p>
      <Choice report={report} />
      <Mail report={report} />
      {sheet.notes.map((note) => (
        <p key={note} className="card warn">
          {note}
        </p>
      ))}
      <SheetSections sections={sheet.sections} />
      <footer className="quiet report-method">
        {sheet.method.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </footer>
    </>
  )
}

type Asked = Pick<Report, 'month' | 'partner' | 'client'>

const addressOf = ({ month, partner, client }: Asked) =>
  new URLSearchParams({ month, ...(partner !== null && { partner }), ...(client !== null && { client }) }).toString()

function Choice({ report }: { report: Report }) {
  const { month, months, scopes, partner, client } = report
  const go = useGo()
  const choose = (asked: Partial<Asked>) => go(`/reports?${addressOf({ month, partner, client, ...asked })}`)
  return (
    <search className="narrow report-choice">
      <label>
        {words.month}
        <select value={month} onChange={({ target }) => choose({ month: target.value })}>
          {(months.includes(month) ? months : [month, ...months]).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        {words.whose}
        <select
          value={scopes.findIndex((one) => one.partner === partner && one.client === client)}
          onChange={({ target }) => choose(scopes[Number(target.value)]!)}
        >
          {scopes.map((one, n) => (
            <option key={`${one.partner} ${one.client}`} value={n}>
              {one.client === null ? one.name : `– ${one.name}`}
            </option>
          ))}
        </select>
      </label>
      <a className="button" href={`/reports/print?${addressOf(report)}`}>
        {words.print}
      </a>
    </search>
  )
}

/** Whether it was sent, and the word that lets clients have theirs. */
function Mail({ report: { partner, month, mail } }: { report: Report }) {
  const queries = useQueryClient()
  const release = async () => {
    await post(`/api/v1/reports/${partner}/${month}/approve`)
    await queries.invalidateQueries()
  }

  return (
    <>
      {mail.sentAt !== null && <p>{say(words.sent, { time: <Moment at={mail.sentAt} /> })}</p>}
      {mail.dueAt !== null && <p>{say(words.toBeSent, { time: <Moment at={mail.dueAt} /> })}</p>}
      {mail.waiting > 0 && (
        <p className="actions">
          {say(words.waiting, { count: mail.waiting })}
          {mail.mayApprove && <button onClick={() => void release().catch(sayFailure)}>{words.sendInstead}</button>}
        </p>
      )}
    </>
  )
}
