import type { ReportSheet } from '@allclear/wire/report.ts'
import { Go } from '../parts/go.tsx'

type Section = ReportSheet['sections'][number]
type Cell = NonNullable<Section['table']>['rows'][number][number]

/** The numbers of a report as a screen shows them; each leads to its evidence. */
export const SheetSections = ({ sections }: { sections: readonly Section[] }) =>
  sections.map(({ id, title, figures, table }) => (
    <section key={id} id={id} className="report">
      <h2>{title}</h2>
      {figures.length > 0 && (
        <dl className="report-figures">
          {figures.map(({ label, value, more, tone, to }) => (
            <div key={label} className={tone}>
              <dt>{to === null ? label : <Lead to={to}>{label}</Lead>}</dt>
              <dd className="big">{value}</dd>
              {more.map((line) => (
                <dd key={line} className="quiet">
                  {line}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      {table !== null && <SheetTable title={title} table={table} />}
    </section>
  ))

function SheetTable({ title, table: { columns, rows } }: { title: string; table: NonNullable<Section['table']> }) {
  return (
    <div className="figures" role="region" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={column.isNumber ? 'number' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>
              {row.map((cell, m) => (
                <SheetCell key={m} cell={cell} isFirst={m === 0} isNumber={columns[m]!.isNumber} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SheetCell({ cell: { text, to, tone }, isFirst, isNumber }: { cell: Cell; isFirst: boolean; isNumber: boolean }) {
  const className = [tone, isNumber ? 'number' : ''].join(' ')
  const said = to === null ? text : <Lead to={to}>{text}</Lead>
  return isFirst ? (
    <th scope="row" className={className}>
      {said}
    </th>
  ) : (
    <td className={className}>{said}</td>
  )
}

// A place on this screen is no other address.
const Lead = ({ to, children }: { to: string; children: string }) =>
  to.startsWith('#') ? <a href={to}>{children}</a> : <Go to={to}>{children}</Go>
