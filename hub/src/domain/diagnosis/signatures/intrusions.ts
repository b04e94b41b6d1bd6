import type { Guard, Mark, Signature, Weight } from './signature.ts'

const OTHER: readonly Guard[] = ['small-page', 'not-as-before']
const ANY: readonly Guard[] = []

/**
 * Signs of strangers in a page. Added up, never believed one by one: security blogs write these words, and old scripts look like new malware.
 * What differs between visitors (crawler, referrer, mobile) and what is new since the last known good is compared by the causes.
 */
export const intrusions: readonly Signature[] = [
  hacked(
    'defaced-title',
    'security.defacement',
    [{ where: 'title', pattern: /^[^a-z0-9]{0,10}(hacked|h4cked|owned|pwned|defaced) by\b/ }],
    'strong',
    OTHER,
    'The title of the page says who broke in.',
    'Zone-H archives',
    'Articles have other words before it, and more words below.',
  ),
  hacked(
    'defaced-text',
    'security.defacement',
    [text(/\b(hacked|h4cked|owned|pwned|defaced) by [^ ]/)],
    'strong',
    ['whole-page', 'not-as-before'],
    'The page says who broke in, and nothing else.',
    'Zone-H archives',
    'A game or a song may say so on a page of few words.',
  ),
  hacked(
    'defaced-was-here',
    'security.defacement',
    [text(/\b[^ ]{2,30} was here\b/)],
    'weak',
    ['whole-page', 'not-as-before'],
    'The page holds a greeting of a stranger, and nothing else.',
    'Zone-H archives',
    'Alone it says little.',
  ),
  hacked(
    'ransom-note',
    'security.defacement',
    [
      text(/\b(bitcoin|btc|monero|xmr)\b/),
      text(/\byour (files|website|site|database|data) (has|have|is|are) (been )?(hacked|encrypted|locked|stolen)\b/),
    ],
    'strong',
    OTHER,
    'The page holds a demand for ransom.',
    'field',
    '',
  ),

  hacked(
    'script-eval-atob',
    'security.malware',
    [excerpt(/\beval\(atob\(/)],
    'medium',
    ANY,
    'The page runs a script that hides what it does.',
    'blog.sucuri.net',
    'A few licence checks and advertising scripts do so too.',
  ),
  hacked(
    'script-unescape',
    'security.malware',
    [excerpt(/\bdocument\.write\(unescape\(["']%3c(iframe|script)(?! src='" ?\+ ?gajshost)/)],
    'weak',
    ANY,
    'The page writes a hidden script into itself.',
    'blog.sucuri.net',
    'Old counters do so; Google’s of 2009 is left out.',
  ),
  hacked(
    'script-char-codes',
    'security.malware',
    [excerpt(/\bstring\.fromcharcode\([\d, ]{80}/)],
    'medium',
    ANY,
    'The page runs a script that hides what it does.',
    'blog.sucuri.net',
    'Hidden mail addresses are shorter.',
  ),
  hacked(
    'script-obfuscated',
    'security.malware',
    [excerpt(/\bvar _0x[0-9a-f]{4,6} ?= ?\[|\bfunction _0x[0-9a-f]{4,6}\(/)],
    'medium',
    ANY,
    'The page runs a script that hides what it does.',
    'blog.sucuri.net',
    'Bot checks and paid scripts are obfuscated too: count it when it is new.',
  ),
  hacked(
    'script-before-doctype',
    'security.malware',
    [excerpt(/^ ?<script\b/), excerpt(/<\/script> ?<!doctype/)],
    'medium',
    ANY,
    'A script stands before the page begins, where no editor puts one.',
    'blog.sucuri.net',
    'Some hosts insert their own.',
  ),
  hacked(
    'fake-verification',
    'security.malware',
    [
      text(/\b(windows( key| button| logo key)?|win) ?\+ ?r\b/),
      text(/\bctrl ?\+ ?v\b/),
      text(/\b(verify|verification|human|robot|captcha)\b/),
    ],
    'strong',
    OTHER,
    'The page asks visitors to run a command on their computers, as if to prove that they are human.',
    'public reports on ClickFix',
    'Help pages explain the same keys without the proof.',
  ),
  hacked(
    'fake-verification-steps',
    'security.malware',
    [
      text(/\b(verify|prove|confirm) (that )?you are (a )?(human|not a robot)\b|\bi'm not a robot\b/),
      text(
        /\bpress (the )?(windows( key| button| logo key)?|win) ?\+ ?r\b[^'"]{0,80}\bpress ctrl ?\+ ?v\b[^'"]{0,80}\b(press|hit) enter\b/,
      ),
    ],
    'medium',
    ANY,
    'The page asks visitors, step by step, to run a command on their computers, as if to prove that they are human.',
    'public reports on ClickFix',
    'It lies over a page of any length. An article may print the three steps as well, so it takes a second sign.',
  ),
  hacked(
    'fake-update',
    'security.malware',
    [
      text(/\byou are using an older version of (chrome|firefox|edge|opera)\b/),
      text(/\bupdate (chrome|firefox|edge|opera|your browser)\b/),
    ],
    'medium',
    OTHER,
    'The page offers a false browser update.',
    'public reports on SocGholish',
    'Honest pages name what does not work.',
  ),
  hacked(
    'server-code-shown',
    'security.malware',
    [excerpt(/\beval\(base64_decode\(|\bgzinflate\(str_rot13\(|\bassert\(\$_(post|get|request|cookie)/)],
    'strong',
    OTHER,
    'The page shows code with which strangers control a site.',
    'blog.sucuri.net',
    'Articles print it on pages with more words.',
  ),

  hacked(
    'page-miner-host',
    'security.page_miner',
    [
      {
        where: 'script',
        pattern:
          /(^|\.)(coinhive\.com|coin-hive\.com|cnhv\.co|crypto-loot\.com|cryptoloot\.pro|jsecoin\.com|minero\.(pw|cc)|ppoi\.org|webminepool\.(com|tk)|coinimp\.(com|net)|monerominer\.rocks)$/,
      },
    ],
    'strong',
    ANY,
    'The page loads a script that makes visitors’ computers earn money for strangers.',
    'hoshsadiq/adblock-nocoin-list',
    'Mostly historical; some owners used them on purpose.',
  ),
  hacked(
    'page-miner-code',
    'security.page_miner',
    [excerpt(/\bnew coinhive\.(anonymous|user)\(|\bdeepminer\.(js|init)\b|\/coinhive\.min\.js\b|\bcryptonight[a-z0-9-]{0,20}\.wasm\b/)],
    'strong',
    ANY,
    'The page holds code that makes visitors’ computers earn money for strangers.',
    'hoshsadiq/adblock-nocoin-list',
    '',
  ),

  hacked(
    'spam-title',
    'security.seo_spam',
    [
      {
        where: 'title',
        pattern: /\b(slot gacor|judi online|situs slot|togel|agen bola|(buy|cheap|generic|order) (viagra|cialis|levitra))\b/,
      },
    ],
    'strong',
    ['not-as-before'],
    'The title of the page advertises gambling or medicines.',
    'Google Search Central, spam policies',
    'A casino or pharmacy of that name.',
  ),
  hacked(
    'spam-medicines',
    'security.seo_spam',
    [
      text(
        /\b(buy|cheap|generic|order) (viagra|cialis|levitra|tadalafil|sildenafil)\b.{0,2000}?\b(without (a )?prescription|online pharmacy|no prescription)\b/,
      ),
    ],
    'medium',
    ANY,
    'The page advertises medicines.',
    'Google Search Central, spam policies',
    'A pharmacy; an article about spam.',
  ),
  hacked(
    'spam-gambling',
    'security.seo_spam',
    [text(/\b(slot gacor|situs slot|judi online|agen togel|bandar togel)\b/)],
    'medium',
    ANY,
    'The page advertises gambling.',
    'Google Search Central, spam policies',
    'An article about spam.',
  ),
  hacked(
    'spam-replicas',
    'security.seo_spam',
    [text(/\breplica (rolex|watches|handbags|louis vuitton)\b/)],
    'medium',
    ['not-as-before'],
    'The page advertises counterfeits.',
    'Google Search Central, spam policies',
    'Museums sell replicas too, of other things.',
  ),
]

function hacked(
  id: string,
  cause: string,
  marks: readonly Mark[],
  weight: Weight,
  guards: readonly Guard[],
  explain: string,
  source: string,
  note: string,
): Signature {
  return { id, says: 'hacked', cause, marks, weight, guards, explain, source, note, since: '2026-11' }
}

function text(pattern: RegExp): Mark {
  return { where: 'text', pattern }
}
function excerpt(pattern: RegExp): Mark {
  return { where: 'excerpt', pattern }
}
