import { alsoSays, cookieThenWell, slowlyWell, withArticle, withFiles } from '../bent-answers.ts'
import { NEXT_FILES } from '../site-answers.ts'
import type { FaultEntry } from './fault.ts'

const CONSENT =
  '<div id="consent" role="dialog" style="position:fixed;inset:0"><h2>We value your privacy</h2><p>We and our 842 partners store cookies. Access denied without consent? No: choose freely.</p><button>Accept all</button><button>Reject all</button></div>'

const AGE_GATE =
  '<div role="dialog" style="position:fixed;inset:0"><h2>Are you over 18?</h2><p>Access restricted: please confirm your age.</p><button>Yes</button></div>'

/** Sites that are well and only look as if they were not. */
export const HEALTHY_TRAPS: readonly FaultEntry[] = [
  {
    id: 'quoting-article',
    row: 86,
    description: 'Healthy: the front page carries a long article that quotes error pages, word for word.',
    answer: withArticle('en'),
    fits: 'any',
    variants: { german: { answer: withArticle('de'), fits: 'german' } },
  },
  {
    id: 'cookie-wall',
    row: null,
    description: 'Healthy: visitors have to choose about cookies first; the page is there beneath.',
    answer: alsoSays('end', CONSENT),
    variants: {
      'set-and-return': { answer: cookieThenWell, description: 'Healthy: the first visit is led back to the same address with a cookie.' },
      'age-gate': { answer: alsoSays('end', AGE_GATE) },
    },
  },
  { id: 'slow-but-well', row: null, description: 'Healthy: the first byte takes 700 ms.', answer: slowlyWell(700) },
  {
    id: 'for-sale-sign',
    row: null,
    description: 'Healthy: the site sells houses and says so.',
    answer: alsoSays(
      'main',
      '<section><h2>For sale</h2><p>This house is for sale. Buy this domain of peace: a domain of four acres. Website designed last year; the account of its history has been told.</p></section>',
    ),
  },
  {
    id: 'updated-behind-cache',
    row: null,
    description: 'Healthy: WordPress was updated, and the page still names the version before.',
    fits: 'wordpress',
    answer: withFiles((path, body) => NEXT_FILES[path]?.body ?? body),
    variants: {
      reworked: {
        answer: withFiles((_, body) => body.trim()),
        description: 'Healthy: something in between reworks every script and style.',
      },
      'no-files': {
        answer: withFiles(() => '<!doctype html><title>Not found</title>', 'text/html; charset=utf-8'),
        description: 'Healthy: in place of files of WordPress comes a page, with status 200.',
      },
    },
  },
]
