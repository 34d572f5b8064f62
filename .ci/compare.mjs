// Pictures of the pages that differ between two folders, side by side. See compare.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const [before, after, shown, tools, part] = process.argv.slice(2);
const { chromium } = createRequire(join(tools, 'package.json'))('playwright-core');

// The width between the margins of Letter, in CSS pixels; see pages.mjs.
const WIDTH = Math.floor((215.9 - 20) * 96 / 25.4);

const pages = (folder) =>
  readdirSync(folder, { recursive: true }).map((name) => name.split(sep).join('/')).filter((name) => name.endsWith('.html'));
const text = (folder, page) => (existsSync(join(folder, page)) ? readFileSync(join(folder, page), 'utf8') : '');
const changed = [...new Set([...pages(before), ...pages(after)])]
  .filter((page) => page.includes(part) && text(before, page) !== text(after, page))
  .sort();

const browser = await chromium.launch({
  executablePath: execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const tab = await browser.newPage();

// A page as it is printed; nothing for one that is not there.
async function picture(folder, page) {
  if (!existsSync(join(folder, page))) return '';
  await tab.emulateMedia({ media: 'print' });
  await tab.setViewportSize({ width: WIDTH, height: 900 });
  await tab.goto(pathToFileURL(join(folder, page)).href);
  return `data:image/png;base64,${(await tab.screenshot({ fullPage: true })).toString('base64')}`;
}

// What is the same in both becomes black, by subtracting one from the other.
const sides = (page, old, now) => `<!DOCTYPE html><title>${page}</title><style>
  body { margin: 12px; font: 15px sans-serif; background: #ddd }
  main { display: flex; gap: 12px; align-items: start }
  figure { margin: 0; width: ${WIDTH}px } figcaption { padding: 4px 0 }
  img { display: block } .both { position: relative; background: #000 }
  .both img + img { position: absolute; top: 0; left: 0; mix-blend-mode: difference }
  </style><b>${page}</b><main>
  <figure><figcaption>old</figcaption>${old && `<img src="${old}">`}</figure>
  <figure><figcaption>new</figcaption>${now && `<img src="${now}">`}</figure>
  <figure><figcaption>what differs</figcaption><div class="both">${[old, now].map((src) => src && `<img src="${src}">`).join('')}</div></figure>
  </main>`;

for (const page of changed) {
  const content = sides(page, await picture(before, page), await picture(after, page));
  await tab.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await tab.setViewportSize({ width: 3 * WIDTH + 60, height: 400 });
  await tab.setContent(content, { waitUntil: 'load' });
  const file = join(shown, page.replace(/html$/, 'png'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await tab.screenshot({ fullPage: true }));
}
await browser.close();

const list = changed.map((page) => page.replace(/html$/, 'png')).map((file) => `<h2>${file}</h2><img src="${file}" style="width: 100%">`);
writeFileSync(join(shown, 'index.html'), `<!DOCTYPE html><title>Old and new sheets</title>${list.join('\n') || 'Every page is the same.'}\n`);
console.log(`${changed.length} pages differ; look at ${join(shown, 'index.html')}`);
