import type { Wish } from '../draw.ts'

/** A bug as somebody might make it: in which file, what stands there once, and what stands there then; and in which stories it may show itself. */
export type Bug = {
  readonly bug: string
  readonly file: string
  readonly is: string
  readonly becomes: string
  readonly wish?: Wish
  readonly stored?: true
}

const INCIDENT = 'domain/incident'

/** Every bug that was planted, and every one that was found: the simulator must catch each. Those marked `stored` show only in the store. */
export const BUGS: readonly Bug[] = [
  ...of(`${INCIDENT}/decide.ts`, [
    [
      'opens no tracking task',
      '  addTask(draft, { task: TRACKING_TASK, title: `See the outage of ${draft.incident.site} through` })\n',
      '',
    ],
    [
      'keeps the former owner at a relapse',
      '  restLadder(draft)\n  startResponse(draft, event.since)',
      '  startResponse(draft, event.since)',
      { faults: ['flapping', 'busy-people'], moves: ['flap', 'take'] },
    ],
    ['starts no first-response clock', '  startResponse(draft, event.since)\n', '', { faults: ['busy-people'], moves: ['snooze'] }],
    ['does not count a relapse', 'outages: draft.incident.outages + (isRelapse ? 1 : 0)', 'outages: draft.incident.outages'],
    ['remembers the well time of before at a relapse', '    wellSince: null,\n    heardOn: false,', '    heardOn: false,'],
    [
      'forgets that a failed look begins the window again',
      '  change(draft, { wellSince: draft.at })\n  note(draft, `The stability',
      '  note(draft, `The stability',
      { faults: ['blinks', 'flapping'], moves: ['blink', 'flap'] },
    ],
    ['tells a relapse as if it were the first time', "? 'relapse' : 'incident-opened'", "? 'incident-opened' : 'incident-opened'"],
    ['calls nobody', '  startLadder(draft)\n  announceOpening(draft, template, template)', '  announceOpening(draft, template, template)'],
    [
      'leaves the partner out of the opening',
      "isPublic ? (['partner', 'public'] as const) : (['partner'] as const)",
      "isPublic ? (['public'] as const) : (['partner'] as const)",
    ],
    ['leaves the public out of the opening', "isPublic ? (['partner', 'public'] as const)", "isPublic ? (['partner'] as const)"],
    ['speaks before page-after', 'draft.at >= speakAt(draft.incident)', 'draft.at >= draft.incident.failingSince!'],
    ['speaks a minute late', 'after(failingSince!, pinned!.pageAfter)', 'after(failingSince!, (pinned!.pageAfter * 5) as never)'],
    [
      'resolves what is still failing by a word',
      "  if (draft.incident.phase === 'open') return note(draft, `${by} wanted to resolve it (${reason}), but the site is not seen well.`)\n  if (draft.incident.phase === 'stabilising') resolve",
      "  if (draft.incident.phase === 'open' || draft.incident.phase === 'stabilising') resolve",
      { faults: ['busy-people'], moves: ['resolve'] },
    ],
    [
      'does not say who ended the window',
      'resolve(draft, `Resolved by ${by} before the stability window ended: ${reason}`)',
      "resolve(draft, 'All clear.')",
      { faults: ['busy-people'], moves: ['resolve', 'up'] },
    ],
    ['does not wake for the next rung', '    isCalling ? ladder.nextAt : null,\n', ''],
    ['does not wake for the end of the window', '    nextSettledAt(incident, at),\n', ''],
    ['does not wake for the next step', '    nextStepAt(incident, known, at),\n', ''],
    ['does not wake for a missed first response', '    responds,\n', ''],
    [
      'does not wake for words that are held',
      'earliest(...held, ...Object',
      'earliest(...Object',
      { cause: 'hosting.billing', moves: ['cause', 'down'] },
    ],
    ['does not record a missed first response', '  if (draft.incident.heardOn) breach(draft)\n', ''],
    ['never gives the all clear', "  if (isSettled(draft.incident, draft.known, draft.at)) resolve(draft, 'All clear.')\n", ''],
  ]),
  ...of(`${INCIDENT}/stability.ts`, [
    ['gives the all clear a minute early', 'ends !== null && at >= ends &&', 'ends !== null && at >= ends - 60_000 &&'],
    [
      'ignores what a playbook waits for beside the window',
      '(incident.playbook?.clearIf ?? []).every(',
      '(incident.playbook?.clearIf ?? []).some(',
    ],
    ['takes half of the window', 'return Math.max(base, Math.min(asked', 'return Math.max(base / 2, Math.min(asked / 2'],
  ]),
  ...of(`${INCIDENT}/all-clear.ts`, [
    [
      'forgets to call back pages at the all clear',
      "  order(draft, { do: 'cancel', contract: 'page', why: 'The incident is resolved.' })\n",
      '',
    ],
    [
      'forgets to call back words at the all clear',
      "  order(draft, { do: 'cancel', contract: 'message', why: 'The all clear came first.' })\n",
      '',
    ],
    ['forgets who was told', '  for (const told of heard(draft.incident)) clear(draft, told)\n', ''],
    [
      'gives the all clear to whom nothing reached',
      "(outcome === 'delivered' || outcome === 'uncertain') &&\n  clearedFor",
      'clearedFor',
      { faults: ['refusals'], moves: ['cause', 'up'] },
    ],
    [
      'gives the all clear twice',
      '  clearedFor < outages &&\n',
      '',
      { faults: ['flapping', 'told-twice', 'uncertain-sends'], moves: ['flap'] },
    ],
    [
      'gives no late all clear',
      '  if (!isToHear(told, draft.incident)) return\n  if (told',
      '  if (!isToHear(told, draft.incident) || told) return\n  if (told',
      { faults: ['uncertain-sends', 'slow-post'], moves: ['post', 'up'] },
    ],
    ['closes with tasks open', '|| Object.values(tasks).some((task) => !task.done && !task.followUp)) return', ') return'],
    ['opens no review', '  openReview(draft)\n', ''],
    ['tells the morning after what nobody had told the client: never', '  orderSummaries(draft)\n', ''],
  ]),
  ...of(`${INCIDENT}/ladder.ts`, [
    ['does not stop the pages when somebody acknowledges', "  order(draft, { do: 'cancel', contract: 'page', why: words })\n", ''],
    [
      'keeps the next call when somebody acknowledges',
      '  stand(draft, { nextAt: null, acknowledgedBy: by,',
      '  stand(draft, { acknowledgedBy: by,',
    ],
    [
      'ends with the last rung',
      "  note(draft, 'Nobody took it: the escalation begins again.')\n  callRung(draft, 0)\n",
      '  stand(draft, { nextAt: null })\n',
    ],
    [
      'pages in a gap of coverage',
      '  if (coveredAt(coverage, draft.at)) return false\n',
      '  if (coveredAt(coverage, draft.at) || !coveredAt(coverage, draft.at)) return false\n',
    ],
    [
      'stops for ever at a rung without anybody',
      '    passOver(draft, rung)\n  }\n  // Every',
      '    return passOver(draft, rung)\n  }\n  // Every',
    ],
    [
      'loses the alarm when nobody can be reached',
      '  stand(draft, { rung: rungs.length - 1, round: SPENT, nextAt: after(draft.at, rungs.at(-1)!.wait) })',
      '  stand(draft, { rung: rungs.length - 1, round: SPENT, nextAt: null })',
      { faults: ['dead-channels'], moves: ['channels-die'] },
    ],
    [
      'pages under a larger outage that another leads',
      'draft.incident.ladder.acknowledgedBy === null && !rests(draft.incident)) callRung',
      'draft.incident.ladder.acknowledgedBy === null) callRung',
      { faults: ['larger', 'silent-people'], moves: ['all-down'] },
    ],
    [
      'keeps paging when another comes to lead',
      '  stand(draft, { nextAt: null })\n  order',
      '  order',
      { faults: ['larger', 'silent-people'], moves: ['all-down'] },
    ],
    [
      'moves the deadline with an acknowledgement',
      '? { ...response, metAt: draft.at } : response',
      '? { ...response, metAt: draft.at, due: draft.at } : response',
    ],
    [
      'says > for >= at the due time of first response',
      '|| response.breached || draft.at < response.due) return',
      '|| response.breached || draft.at <= response.due) return',
    ],
    [
      'misses first response without calling the next rung',
      '  if (ladder.nextAt !== null && draft.incident.phase ===',
      '  if (ladder.nextAt === -1 && draft.incident.phase ===',
    ],
    [
      'calls over another channel whoever is off duty by now',
      '  return names.some((name) =>',
      '  return true || names.some((name) =>',
      { faults: ['refusals', 'slow-post'], moves: ['post'] },
    ],
    ['gives every call the same key', 'calls: draft.incident.ladder.calls }', 'calls: 0 }'],
  ]),
  ...of(`${INCIDENT}/tell.ts`, [
    [
      'names a cause that is not sure',
      '  return causeReadBy(audience, incident) === null && !NAME_NO_CAUSE.includes(template)',
      '  return false',
      { faults: ['changed-causes'], moves: ['other-cause'] },
    ],
    [
      'wakes a client with a text message',
      "audience === 'client' && (channel === 'sms' || channel === 'voice') ? quietUntil",
      "audience === 'client' && channel === 'voice' ? quietUntil",
    ],
    ['holds mail for the night', "audience === 'client' && (channel === 'sms' || channel === 'voice') ?", "audience === 'client' ?"],
    ['forgets what it said', '  change(draft, { told: [...draft.incident.told, { ...told', '  change(draft, { told: [{ ...told'],
    [
      'says it again',
      '  if (told.some((one) => one.key === key)) return true\n',
      '',
      { faults: ['services'], moves: ['service-down', 'page-up', 'down', 'service-up'] },
    ],
    [
      'sends a letter without what it has to say',
      '  if (lacks.length > 0) return askToWrite(draft, recipient, telling, lacks)\n',
      '',
      { cause: 'domain.expired', moves: ['cause'] },
    ],
    [
      'never says what was held',
      '  const due = held.filter(({ until }) => until <= draft.at)',
      '  const due = held.filter(({ until }) => until < 0)',
      { cause: 'hosting.billing', moves: ['cause', 'down'] },
    ],
  ]),
  ...of(`${INCIDENT}/steps.ts`, [
    [
      'says at the end of the quiet hours what has its time only later',
      'laterAt !== null && laterAt > draft.at',
      'laterAt !== null && laterAt < 0',
      { cause: 'dns.record_wrong', faults: ['services'], moves: ['cause', 'service-down', 'page-up', 'down'] },
    ],
    ['starts a step before its time', 'time !== null && time <= draft.at && mayRun', 'time !== null && mayRun'],
    ['overlooks the guard of a step', '  onlyIf.every((fact) => holds(fact, incident, known, at)) && !unless', '  !unless'],
    ['overlooks what forbids a step', ' && !unless.some((fact) => holds(fact, incident, known, at))', ''],
    [
      'begins a step again and again',
      '    if (execution.nextAt !== null && execution.nextAt <= draft.at) repeat(draft, start, execution)\n    return\n',
      '    if (execution.nextAt !== null && execution.nextAt <= draft.at) repeat(draft, start, execution)\n    if (execution.nextAt === null || draft.at === execution.startedAt) return\n',
    ],
    [
      'takes a no for a yes',
      "  if (isYes && step.does.do === 'action') run",
      "  if (step.does.do === 'action') run",
      { faults: ['invented-playbooks', 'answers'], moves: ['yes-or-no'] },
    ],
    [
      'does after the all clear what was asked before',
      'isLiving(draft.incident) ? questionTo(draft.incident, who, of) : undefined',
      'questionTo(draft.incident, who, of)',
      { faults: ['invented-playbooks', 'answers', 'busy-people'], moves: ['yes-or-no', 'resolve', 'up'] },
    ],
    [
      'does by itself what a cause of before called for',
      "does.do === 'action' ? diagnosis === null :",
      "does.do === 'action' ? false :",
      { cause: 'security.malware', faults: ['services'], moves: ['service-down', 'page-up', 'cause', 'down'] },
    ],
    [
      'takes the words of a person, or a page to whom it was handed, for the opening',
      "heardOn, responses, diagnosis }: Incident) =>\n  does.do === 'action' ? diagnosis === null : does.do !== 'task' && !heardOn && (phase === 'open' || responses.length === 0)",
      "heardOn, told, diagnosis }: Incident) =>\n  does.do === 'action' ? diagnosis === null : does.do !== 'task' && !heardOn && (phase === 'open' || told.length === 0)",
      { faults: ['busy-people'], moves: ['hand-over', 'up', 'cause', 'down'] },
    ],
    [
      'repeats itself before that is worth while',
      ' || isTooEarly(step, draft.incident)) return keep',
      ') return keep',
      { faults: ['flapping', 'invented-playbooks'], moves: ['flap', 'cause'] },
    ],
    [
      'takes the late end of an action for the yes that its repetition waits for',
      "state === 'started' && !awaits && name",
      "state === 'started' && name",
      { faults: ['invented-playbooks', 'actions', 'tasks'], moves: ['action-ends', 'task-done', 'cause'] },
    ],
    [
      'runs a repeated action twice at once',
      '  if (isRunning || isPaused',
      '  if (isPaused',
      { faults: ['invented-playbooks', 'answers'], moves: ['cause', 'yes-or-no', 'task-done'] },
    ],
  ]),
  ...of(`${INCIDENT}/perform.ts`, [
    [
      'acts without asking',
      'deed.approval === null ? run(draft, key, step.id, deed) : askToRun',
      'deed.approval !== undefined ? run(draft, key, step.id, deed) : askToRun',
      { faults: ['invented-playbooks'], moves: ['cause'] },
    ],
    [
      'orders an action twice',
      "  order(draft, { do: 'act', step, run: name, on, dueAt })\n",
      "  order(draft, { do: 'act', step, run: name, on, dueAt })\n  order(draft, { do: 'act', step, run: name, on, dueAt })\n",
    ],
  ]),
  ...of(`${INCIDENT}/delivered.ts`, [
    [
      'lets a bounce lie',
      '  if (!next) return missing(draft, lost)\n',
      '  if (next || !next) return\n',
      { faults: ['bounces', 'refusals'], moves: ['bounce', 'cause'] },
    ],
    ['does not hear that a message arrived', '  const heard = { ...told, outcome }\n', '  const heard = { ...told }\n'],
    [
      'goes on to the address that bounced',
      '    (recipient) => !draft.incident.unreachable.includes(recipient.address[0]!),\n  )\n  if (!next)',
      '    (recipient) => recipient.address[0] !== "",\n  )\n  if (!next)',
      { faults: ['bounces', 'refusals'], moves: ['bounce', 'cause'] },
    ],
  ]),
  ...of(`${INCIDENT}/learn.ts`, [
    [
      'keeps the playbook of the former cause',
      '    change(draft, { playbook, playbookAt: draft.at })\n',
      '    change(draft, { playbookAt: draft.at })\n',
    ],
    [
      'takes every cause for sure',
      "cause !== 'unknown' && confidence >= CERTAIN",
      "cause !== 'unknown' && confidence >= 0",
      { faults: ['changed-causes'], moves: ['other-cause'] },
    ],
  ]),
  ...of(`${INCIDENT}/join.ts`, [
    [
      'joins a larger outage and goes on paging',
      '  if (!parent.leads) return haltLadder(draft)\n',
      '  if (!parent.leads) return\n',
      { faults: ['larger', 'silent-people'], moves: ['all-down'] },
    ],
    [
      'speaks for itself although it belongs to a larger outage',
      "  if (!known.larger || incident.phase !== 'open'",
      "  if (!known.larger || incident.phase === 'open'",
      { faults: ['larger'], moves: ['all-down'] },
    ],
    [
      'comes to lead and calls nobody',
      '  if (heardOn && draft.incident.ladder.nextAt === null) startLadder(draft)\n',
      '',
      { faults: ['larger', 'silent-people'], moves: ['all-down'] },
    ],
    [
      'parts and calls nobody',
      '  restLadder(draft)\n  if (heardOn) startLadder(draft)\n',
      '  restLadder(draft)\n',
      { faults: ['larger', 'changed-causes', 'silent-people'], moves: ['all-down', 'other-cause'] },
    ],
  ]),
  ...of(`${INCIDENT}/snooze.ts`, [
    [
      'sleeps through the end of a snooze',
      '  if (snooze && draft.at >= snooze.until) end',
      '  if (snooze && draft.at >= snooze.until + 1e9) end',
      { faults: ['busy-people'], moves: ['snooze'] },
    ],
    [
      'calls after a snooze whom a former playbook wanted',
      '  change(draft, { snooze: { ...snooze, then: null } })\n',
      '',
      { faults: ['busy-people', 'invented-playbooks', 'changed-causes'], moves: ['snooze', 'other-cause'] },
    ],
    [
      'snoozes what nobody has',
      '  if (draft.incident.ladder.acknowledgedBy !== by) acknowledge(draft, by)\n',
      '',
      { faults: ['busy-people'], moves: ['snooze'] },
    ],
  ]),
  ...of(`${INCIDENT}/summary.ts`, [
    [
      'sums up for the client although the partner has not agreed',
      "    if (reader === 'client' && waitsForPartner(incident))\n      note(draft, 'The client hears no summary of it: the partner has not agreed to it.')\n    else order",
      '    order',
      { cause: 'hosting.capacity', moves: ['cause', 'up'] },
    ],
    [
      'forgets an outage whose page came back before a service did',
      "isNoticed(verdict?.service ?? null) || told.some(({ audience }) => audience === 'public')",
      'isNoticed(verdict?.service ?? null)',
    ],
    ['sums up what the client has heard', '  if (clientHeard(incident) || !(incident', '  if (!(incident'],
  ]),
  ...of(`${INCIDENT}/tasks.ts`, [
    ['forgets a task', '  keepTask(draft, task, { title, done: false', '  keepTask(draft, `lost-${task}`, { title, done: false'],
  ]),
  ...of('domain/audience/recipients.ts', [
    [
      'drops the copy to the partner',
      "const cc = partner && way.channel === 'mail' ? partner.cc.filter((copy) => copy !== to) : []",
      'const cc: string[] = []',
    ],
    [
      'writes to clients in the operator’s name',
      'const from = partner ? sender(partner.brand.from) : operatorSender(reach.plan)',
      'const from = operatorSender(reach.plan)',
    ],
    [
      'writes to the wrong partner',
      '    partner: partner ? partnerRecipients(reach, partner) : [],',
      "    partner: partner ? partnerRecipients(reach, reach.plan.partners['brightside']!) : [],",
    ],
    [
      'writes to the first client there is',
      'reach.plan.clients[site.client]\n  const partner = reach.plan.partners[site.partner]',
      "reach.plan.clients['corner-bakery']\n  const partner = reach.plan.partners[site.partner]",
    ],
  ]),
  ...of('domain/triage/blindness.ts', [
    [
      'takes a wrong clock for sight',
      'return NOT_OF_SIGHT.includes(reason) ? lasting : null',
      'return null',
      { faults: ['wrong-clock'], moves: ['wrong-clock', 'all-up'] },
    ],
    ['pages blindness at every look', 'since: lasting?.since ?? at', 'since: at', { faults: ['blindness'], moves: ['blind', 'down'] }],
  ]),
  ...of('domain/triage/triage.ts', [
    ['skips the canaries', 'if (canaries.of > 0 && ill * 2 > canaries.of)', 'if (canaries.of > 99)'],
    [
      'does not see that it cannot see',
      ' || networks < FEWEST_NETWORKS || !isMuch(failing) || (elsewhere && !isMuch(elsewhere))) return null',
      ' || networks < 99) return null',
      { faults: ['larger'], moves: ['all-down', 'all-up'] },
    ],
    [
      'believes one look',
      'resolver(seen) ?? blindness(seen) ?? clock(seen) ?? transient(seen) ?? wall(seen)',
      'resolver(seen) ?? blindness(seen) ?? clock(seen) ?? wall(seen)',
    ],
    ['takes a wall for an outage', '?? transient(seen) ?? wall(seen)', '?? transient(seen)', { faults: ['walls'], moves: ['wall'] }],
    [
      'takes a blip for an outage while its clock is wrong',
      '[first, ...retries, otherResolver].some(',
      '[first].some(',
      { faults: ['wrong-clock', 'blinks'], moves: ['wrong-clock', 'blink'] },
    ],
    ['trusts a wrong clock', '?? clock(seen) ?? transient', '?? transient', { faults: ['wrong-clock'], moves: ['wrong-clock'] }],
    [
      'takes planned work for an outage',
      '  if (seen.maintenance !== null) {',
      '  if (seen.maintenance === "") {',
      { faults: ['planned-work'], moves: ['work-planned', 'work-begins'] },
    ],
    ['does not say that only one location looked', "    ...(otherLocations.length === 0 ? ['Only one location looked.'] : []),\n", ''],
    ['forgets which service failed', '  ...(seen.service ? { service: seen.service } : {}),\n', ''],
  ]),
  ...of('domain/triage/watch.ts', [
    [
      'calls a site well while one of its monitors fails',
      '[...failing, ...unseen, ...down].length === 0',
      '[...failing, ...unseen].length === 0',
      { faults: ['services', 'one-location'], moves: ['locations', 'service-down', 'service-up', 'down'] },
    ],
    [
      'takes a warning for an outage',
      "  if (result.state === 'down') return { watch: next",
      "  if (result.state === 'down' || result.state === 'warning') return { watch: next",
    ],
  ]),
  ...of('domain/maintenance/covers.ts', [
    [
      'covers the minute after the end',
      'window.from <= at && at < window.until &&',
      'window.from <= at && at < window.until + 600_000 &&',
      { faults: ['planned-work', 'flapping'], moves: ['work-begins', 'work-ends', 'work-planned', 'flap'] },
    ],
    [
      'goes on covering when the work is over',
      'until: earliest(facts.endsAt, endedAt)! }',
      'until: facts.endsAt }',
      { faults: ['planned-work', 'flapping'], moves: ['work-begins', 'work-ends', 'work-planned', 'flap'] },
    ],
    [
      'covers every site',
      'window !== null && window.from <= at && at < window.until && isAffected(plan, work, site)',
      'window !== null && window.from <= at && at < window.until',
    ],
  ]),
  ...of('domain/maintenance/decide-maintenance.ts', [
    ['gives notice twice', '    change(draft, { given: { week: true, day: true } })\n', ''],
    ['does not say that it was called off', "      return tell(draft, 'cancelled', draft.work.told)\n", '      return\n'],
    [
      'does not say that it was moved',
      "  tell(draft, 'moved', everyone(draft))\n",
      '',
      { faults: ['planned-work'], moves: ['work-planned', 'work-moves'] },
    ],
    [
      'withdraws nothing of what was called off',
      "      draft.orders.push({ do: 'withdraw', why: 'The maintenance is called off.' })\n",
      '',
    ],
    [
      'says that it is done before it is',
      '  if (unwell.length > 0) return change(draft, { unwell, wakeAt: after(draft.at, draft.known.lookAgain) })\n',
      '',
      { faults: ['planned-work'], moves: ['work-begins', 'work-ends', 'down'] },
    ],
    ['calls nobody at an overrun', "  draft.orders.push({ do: 'page', rung, key: keyOf(draft.work, `overrun-${calls}`) })\n", ''],
    ['gives notice too late', 'at >= dayBefore(facts)) {', 'at >= facts.startsAt) {'],
    ['forgets to wake for the start', 'given.day ? null : dayBefore(facts), facts.startsAt)', 'given.day ? null : dayBefore(facts))'],
    ['calls a late notice one in time', '!given.week && isShort)', 'false)'],
  ]),
  ...of('domain/availability/ledger.ts', [
    [
      'counts planned work as up',
      '    unknown: (lengthOf(period) - maintenance - watched) as Span,',
      '    unknown: (lengthOf(period) - watched) as Span,',
    ],
  ]),
  ...of(
    'store/outbox.ts',
    [
      ['loses the fence', "    .where('fence', '=', fence)\n", '', { faults: ['two-hubs'], moves: ['post'] }],
      ['sends after the lease has ended', "      .where('lease_until', '>', now)\n", '', { faults: ['two-hubs'], moves: ['post'] }],
      [
        'calls back nothing',
        "    .where('state', '=', 'waiting')\n    .executeTakeFirstOrThrow()\n  return Number(numUpdatedRows)",
        "    .where('state', '=', 'refused')\n    .executeTakeFirstOrThrow()\n  return Number(numUpdatedRows)",
      ],
      [
        'sends again what may have arrived',
        "eb.or([eb('state', '=', 'sending'), eb.and([eb('state', '=', 'committing'), eb('contract', '=', 'page')])])",
        "eb.or([eb('state', '=', 'sending'), eb('state', '=', 'committing')])",
        { faults: ['uncertain-sends'], moves: ['post'] },
      ],
      [
        'does not count the fence up',
        "      fence: eb('fence', '+', 1),\n      lease_until: after(now, lease),",
        '      lease_until: after(now, lease),',
        { faults: ['two-hubs'], moves: ['post'] },
      ],
    ],
    true,
  ),
  ...of(
    'store/incidents.ts',
    [
      ['wakes nobody', "    .where('wake_at', '<=', now)", "    .where('wake_at', '<=', (now - 86_400_000) as typeof now)"],
      ['keeps the version as it was', '.set({ version: version + 1, ...columns(incident) })', '.set({ version, ...columns(incident) })'],
    ],
    true,
  ),
  ...of(
    'engine/respond/respond.ts',
    [
      [
        'stores no message',
        '      await post(room, tx, incident, effect, messageOf(room, incident, effect, at, words.get(effect)!))\n',
        '',
      ],
      [
        'goes back in time with the clock',
        'Math.max(room.clock.now(), (await eventAt(tx, partner, number, found.version)) ?? 0) as Instant',
        'room.clock.now()',
        { faults: ['clock-jumps'], moves: ['clock-jumps'] },
      ],
      ['cancels nothing', '      await cancelMessages(tx, partner, number, at, effect.why, effect.contract)\n', ''],
      ['stores the event outside of the transaction', '  await appendEvent(tx, {', '  await appendEvent(room.store.db as never, {'],
      ['pins what holds by then', 'pinned: pin(room.plan(), site) })', 'pinned: { ...pin(room.plan(), site), pageAfter: 0 as never } })'],
    ],
    true,
  ),
  ...of('store/events.ts', [['forgets a change', 'if (!before || !isSame(', "if (!before || field !== 'tasks' && !isSame("]], true),
]

function of(file: string, bugs: readonly (readonly [bug: string, is: string, becomes: string, wish?: Wish])[], stored?: true): Bug[] {
  return bugs.map(([bug, is, becomes, wish]) => ({ bug, file, is, becomes, ...(wish ? { wish } : {}), ...(stored ? { stored } : {}) }))
}
