import type { Review } from '@allclear/wire/review.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { useTitle } from '../parts/use-title.ts'
import { ProposalCard } from '../proposals/proposal-card.tsx'
import { HoldReview } from './hold-review.tsx'
import { reviewQuery } from './review-query.ts'
import './review.css'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/incidents/<n>/review`: times against policy, what was late, what readers said, and the form that says it was held (REV-1). */
export default function ReviewScreen() {
  const { id = '' } = useParams({ strict: false })
  const { data: review } = useSuspenseQuery(reviewQuery(id))
  const { site, standing, mayHold, measures, late, bounced, helpful, proposals, helped, timeline } = review
  useTitle(say(words.title, { id }))
  return (
    <>
      <p className="crumb">
        <Go to={`/incidents/${id}`}>{say(words.incident, { id })}</Go>
      </p>
      <h1>{say(words.heading, { site })}</h1>
      <p className="lead">{standing}</p>
      <ul className="measures" aria-label={words.policy}>
        {measures.map((measure) => (
          <MeasureCard key={measure.what} measure={measure} />
        ))}
      </ul>
      <div className="panels">
        <div>
          <Lines title={words.late} lines={late} none={words.noneLate} />
          <Lines title={words.bounced} lines={bounced} none={words.noneBounced} />
          <Helpful helpful={helpful} />
          {helped.length > 0 && <Lines title={words.didHelp} lines={helped} none="" />}
        </div>
        <div>{mayHold && <HoldReview incident={id} />}</div>
      </div>
      {proposals.length > 0 && (
        <section aria-labelledby="proposed">
          <h2 id="proposed">{words.proposals}</h2>
          <ul className="sites">
            {proposals.map((proposal) => (
              <ProposalCard key={proposal.id} proposal={proposal} />
            ))}
          </ul>
        </section>
      )}
      <section className="panel told">
        <h2>{words.timeline}</h2>
        {timeline.length === 0 && <p className="quiet">{words.noneWritten}</p>}
        <ol>
          {timeline.map(({ at, kind, says }, place) => (
            <li key={place}>
              <span className="quiet">
                <Moment at={at} />
              </span>
              <span className="quiet">{kind}</span>
              <span>{says}</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

const keptOrLate = (late: boolean) =>
  late
    ? ({ words: words.lateTime, icon: 'warning', tone: 'bad' } as const)
    : ({ words: words.keptTime, icon: 'check', tone: 'good' } as const)

const MeasureCard = ({ measure: { what, tookWords, policyWords, late } }: { measure: Review['measures'][number] }) => (
  <li className="panel">
    <span className="quiet">{what}</span>
    <strong>{tookWords ?? words.never}</strong>
    {policyWords === null ? (
      <span className="quiet">{words.notPromised}</span>
    ) : (
      <span>
        {tookWords !== null && <Pill said={keptOrLate(late)} />} <span className="quiet">{say(words.of, { time: policyWords })}</span>
      </span>
    )}
  </li>
)

const Lines = ({ title, lines, none }: { title: string; lines: readonly string[]; none: string }) => (
  <section className="panel">
    <h2>{title}</h2>
    {lines.length === 0 && <p className="quiet">{none}</p>}
    <ul className="rows">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </section>
)

const Helpful = ({ helpful: { yes, no, comments } }: { helpful: Review['helpful'] }) => (
  <section className="panel">
    <h2>{words.wasHelpful}</h2>
    <p>{yes + no === 0 ? words.nobodySaid : say(words.answers, { yes, no })}</p>
    {comments.map((comment) => (
      <blockquote key={comment}>{comment}</blockquote>
    ))}
  </section>
)
