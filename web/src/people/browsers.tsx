import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Moment } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { browsersQuery } from './people-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const canPush = 'serviceWorker' in navigator && 'PushManager' in window

/** The browsers in which the reader is paged, and the button that makes this one such a browser. */
export function Browsers() {
  const { data } = useQuery(browsersQuery)
  const { isBusy, run } = useDeed()
  const [here, setHere] = useState<PushSubscription | null>(null)
  const [says, setSays] = useState('') // why the browser does not
  const fail = ({ message }: Error) => setSays(message)
  useEffect(() => {
    if (canPush)
      void navigator.serviceWorker
        .register('/push-worker.js')
        .then((worker) => worker.pushManager.getSubscription())
        .then(setHere, fail)
  }, [])
  const join = async (applicationServerKey: string) => {
    const worker = await navigator.serviceWorker.ready
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
    if (await run('/api/v1/browsers', made.toJSON(), words.pagesHere)) setHere(made)
  }
  const leave = async (endpoint: string) => {
    if (!(await run('/api/v1/browsers/withdraw', { endpoint }, words.pagesGone))) return
    if (here?.endpoint !== endpoint) return
    await here.unsubscribe()
    setHere(null)
  }
  const browsers = data?.browsers ?? []
  const isHere = browsers.some(({ endpoint }) => endpoint === here?.endpoint)
  return (
    <div className="more">
      <h3>{words.browsers}</h3>
      {browsers.length === 0 && <p className="quiet">{words.noBrowser}</p>}
      <ul className="rows">
        {browsers.map(({ endpoint, since }) => (
          <li key={endpoint}>
            <span>
              {endpoint === here?.endpoint ? words.thisBrowser : say(words.aBrowser, { host: new URL(endpoint).host })}
              <small className="quiet">{say(words.since, { time: <Moment at={since} /> })}</small>
            </span>
            <button disabled={isBusy} onClick={() => void leave(endpoint).catch(fail)}>
              {words.noMore}
            </button>
          </li>
        ))}
      </ul>
      {canPush && data && !isHere && (
        <button disabled={isBusy} onClick={() => void join(data.publicKey).catch(fail)}>
          {words.pageHere}
        </button>
      )}
      <span className="quiet" role="status">
        {says}
      </span>
    </div>
  )
}
