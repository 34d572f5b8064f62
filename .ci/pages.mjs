// Opens built pages in Chromium and says what is wrong with them. The
// arguments: the folder with a folder of sheets for each season, and the
// folder in which npm installed playwright-core and axe-core.
//
// 1. axe-core finds nothing on the fullest page of each kind: on a light
//    screen, on a dark one, and on a phone's.
// 2. Printed on Letter and on A4, each page takes the pages that PAGES says,
//    nothing is wider than the paper, all of its words are there, and no
//    type is smaller than SMALLEST.
// 3. No page asks for anything but itself.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const [root, tools] = process.argv.slice(2);
const require = createRequire(join(tools, 'package.json'));
const { chromium } = require('playwright-core');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// How many pages a file prints on; the first row that fits holds. Two where more athletes, or more
// columns of days, stand on a sheet than a page holds.
const PAGES = [
  { files: /^season\/weeks\/week-0[6-9]/, Letter: 2, A4: 2 },
  { files: /^tartan-2020\/weeks\/week-0[68]/, Letter: 2, A4: 2 },
  { files: /^large-team\/weeks\/week-0[1456]/, Letter: 2, A4: 2 },
  { files: /^large-team\/weeks\/week-03/, Letter: 2, A4: 1 },
  { files: /^large-team\/clipboard\/.*(03-31-workout-800|04-(02|16)-48-hour-(800|1600)|04-09-48-hour-1600)/, Letter: 2, A4: 2 },
  { files: /^large-team\/clipboard\/.*05-06-72-hour-1600/, Letter: 2, A4: 2 },
  { files: /^large-team\/clipboard\/.*(04-09-48-hour-800|04-28-workout-(800|1600))/, Letter: 2, A4: 1 },
  { files: /./, Letter: 1, A4: 1 },
];

// The width between the margins of style.css, in CSS pixels.
const PAPERS = { Letter: Math.floor((215.9 - 20) * 96 / 25.4), A4: Math.floor((210 - 20) * 96 / 25.4) };

// In points. Text on the wall below this is for nobody.
const SMALLEST = 8;

const SCREENS = [
  { name: 'light', colorScheme: 'light', width: 1280, height: 900 },
  { name: 'dark', colorScheme: 'dark', width: 1280, height: 900 },
  { name: 'phone', colorScheme: 'light', width: 375, height: 800 },
];

const pages = readdirSync(root, { recursive: true })
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.split(sep).join('/'))
  .sort();

// Of each group of pages the one with the most to show.
function fullest(group) {
  const found = new Map();
  for (const page of pages) {
    const size = statSync(join(root, page)).size;
    if (!(found.get(group(page))?.size >= size)) found.set(group(page), { page, size });
  }
  return [...found.values()].map(({ page }) => page);
}

const problems = [];
const browser = await chromium.launch({
  executablePath: execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const tab = await browser.newPage();
const asked = [];
tab.on('request', (request) => asked.push(request.url()));

async function open(page) {
  const url = pathToFileURL(join(root, page)).href;
  asked.length = 0;
  await tab.goto(url);
  for (const other of asked.filter((other) => other !== url)) problems.push(`${page} asks for ${other}`);
}

async function accessible(page) {
  for (const { name, colorScheme, width, height } of SCREENS) {
    await tab.emulateMedia({ media: 'screen', colorScheme });
    await tab.setViewportSize({ width, height });
    await open(page);
    await tab.evaluate(AXE);
    const { violations } = await tab.evaluate(() => axe.run());
    for (const { id, help, nodes } of violations) {
      problems.push(`${page}, ${name} screen: ${id}: ${help}: ${nodes.length} times, first ${nodes[0].html}`);
    }
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (0 < wide) problems.push(`${page}, ${name} screen: the page is ${wide} pixels too wide`);
  }
}

// What of the open page does not fit into its box, what is set too small, and its words.
function laidOut(smallest) {
  const quoted = (text) => `"${text.replace(/\s+/g, ' ').trim().slice(0, 40)}"`;
  const wide = [document.documentElement, ...document.querySelectorAll('main *:not(svg *)')]
    .filter((element) => element.clientWidth && element.clientWidth + 1 < element.scrollWidth)
    .map((element) => `${element.tagName} ${quoted(element.textContent)} is cut off`);
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const small = new Set();
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim();
    const element = texts.currentNode.parentElement;
    const size = parseFloat(getComputedStyle(element).fontSize) * 0.75;
    if (text && element.checkVisibility() && size < smallest - 0.01) small.add(`${quoted(text)} is set in ${size} pt`);
  }
  // Cards know their pages.
  const pages = document.querySelectorAll('.page').length;
  return { problems: [...wide, ...small], words: document.body.innerText.split(/\s+/), pages };
}

async function printed(page) {
  await open(page);
  for (const [paper, width] of Object.entries(PAPERS)) {
    await tab.emulateMedia({ media: 'print' });
    await tab.setViewportSize({ width, height: 1000 });
    const { problems: found, words, pages } = await tab.evaluate(laidOut, SMALLEST);
    problems.push(...found.map((problem) => `${page} on ${paper}: ${problem}`));
    const pdf = await tab.pdf({ format: paper, preferCSSPageSize: true });
    // In the order of the page, so that a word broken over two lines stays one.
    const text = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' });
    const sheets = text.split('\f').length - 1;
    const expected = pages || PAGES.find(({ files }) => files.test(page))[paper];
    if (sheets !== expected) problems.push(`${page} on ${paper}: ${sheets} pages, not ${expected}`);
    const letters = text.normalize('NFKC').replace(/\s+/g, '');
    const lost = words.filter((word) => !letters.includes(word.normalize('NFKC')));
    if (lost.length) problems.push(`${page} on ${paper}: not on the paper: ${lost.slice(0, 8).join(' ')}`);
  }
}

const kinds = fullest((page) => page.split('/').slice(0, page.endsWith('index.html') ? 3 : 2).join('/'));
for (const page of kinds) await accessible(page);
// Every page of the team's, and the fullest of each athlete.
const prints = fullest((page) => (page.split('/').length < 4 ? page : page.slice(0, page.lastIndexOf('/'))));
for (const page of prints) await printed(page);
await browser.close();

console.log(`axe-core: ${kinds.length} pages on ${SCREENS.length} screens; print: ${prints.length} pages on Letter and A4`);
if (problems.length) {
  console.log(problems.join('\n'));
  process.exit(1);
}
