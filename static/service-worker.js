// Keeps the articles and people that were visited, so that they can be read without a network. With one, every page comes
// from the house, as it is now: what is kept is never shown instead. It is gone with the session, where there is one.
"use strict";

const PAGES = "pages";
const FILES = "files";
const OFFLINE = "/offline";
/// So many are kept of either; the oldest goes first.
const MOST_PAGES = 300;
const MOST_FILES = 60;
const isKept = (url) => /^\/(articles\/[a-z2-7]{12}|people)\/[^/]+$/.test(url.pathname);
const plain = (text) => text.replace(/[&<>"]/g, (c) => "&#" + c.charCodeAt(0) + ";");

// What was forgotten must not come back by an answer that was under way.
let forgotten = 0;
// Until the reader no longer wants it.
let keeping = true;

async function forget() {
  forgotten += 1;
  await Promise.all([caches.delete(PAGES), caches.delete(FILES)]);
}

async function trim(name, most) {
  const cache = await caches.open(name);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - most)).map((request) => cache.delete(request)));
}

// Puts away what the house answered, or takes away what it no longer answers.
async function remember(address, answer) {
  const before = forgotten;
  const url = new URL(address, location.href);
  const { headers, status } = answer;
  if (!keeping) return;
  if (headers.has("Clear-Site-Data") || status === 401) return forget();
  const cache = await caches.open(PAGES);
  const key = url.pathname + url.search;
  const isPage = status === 200 && (isKept(url) || key === OFFLINE) && !/no-store/.test(headers.get("Cache-Control"));
  if (!isPage) {
    if (status < 500) await cache.delete(key);
    return;
  }
  const text = await answer.text();
  const title = /<title>([^<]*) · Onrecord<\/title>/.exec(text);
  const more = { "X-Fetched": new Date().toISOString(), "X-Title": encodeURIComponent(title ? title[1] : key) };
  const kept = new Response(text, { headers: { ...Object.fromEntries(headers), ...more } });
  // It is text now, however it came.
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) kept.headers.delete(name);
  // The newest stands last.
  await cache.delete(key);
  if (before === forgotten) await cache.put(key, kept);
  await trim(PAGES, MOST_PAGES);
}

// A file's address has the hash of what is in it, so a copy is never old.
async function file(request) {
  if (!keeping) return fetch(request);
  const cache = await caches.open(FILES);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200 && keeping) {
    await cache.put(request, answer.clone());
    await trim(FILES, MOST_FILES);
  }
  return answer;
}

function time(when) {
  const words = new Date(when).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  return `<time datetime="${plain(when)}">${plain(words)}</time>`;
}

// What is kept of the page, marked with the time at which it was fetched; else the list of what is.
async function without(url) {
  const cache = await caches.open(PAGES);
  const kept = await cache.match(url.pathname + url.search, { ignoreVary: true });
  if (kept && url.pathname !== OFFLINE) {
    const note = `<p class="offline" role="status">There is no network. This is how the page was on ${time(kept.headers.get("X-Fetched"))}.</p>`;
    return answered(kept, 200, (text) => text.replace(/<main [^>]*>/, (main) => main + note));
  }
  const page = await cache.match(OFFLINE, { ignoreVary: true });
  if (!page) return Response.error();
  const requests = (await cache.keys()).reverse().filter((request) => isKept(new URL(request.url)));
  const rows = await Promise.all(requests.map(async (request) => {
    const { headers } = await cache.match(request, { ignoreVary: true });
    const { pathname, search } = new URL(request.url);
    // The title is as the page has it: escaped already.
    const title = decodeURIComponent(headers.get("X-Title"));
    return `<li><a href="${plain(pathname + search)}">${title}</a> <span class="count">${time(headers.get("X-Fetched"))}</span></li>`;
  }));
  const list = `<ol class="articles" id="kept">${rows.join("")}</ol>`;
  return answered(page, 503, (text) => rows.length ? text.replace(/<p [^>]*id="kept">[^]*?<\/p>/, () => list) : text);
}

async function answered(kept, status, change) {
  return new Response(change(await kept.text()), { status, headers: kept.headers });
}

async function page(event, url) {
  let answer;
  try {
    answer = await fetch(event.request);
  } catch {
    return without(url);
  }
  event.waitUntil(remember(url, answer.clone()));
  return answer;
}

// The page for those who are offline, with the files that it needs.
async function prepare() {
  const answer = await fetch(OFFLINE);
  const text = await answer.clone().text();
  await remember(OFFLINE, answer);
  const needed = text.match(/(?<=(href|src)=")\/static\/[^"]+/g) || [];
  await Promise.all(needed.map((address) => file(new Request(address))));
}

self.addEventListener("install", (event) => event.waitUntil(prepare().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate") event.respondWith(page(event, url));
});

// What a page asks for: to keep the page that brought the worker here, which it did not see coming; or to keep nothing.
async function told({ keep }) {
  if (keep) return remember(keep, await fetch(keep));
  keeping = false;
  await forget();
  await self.registration.unregister();
}

self.addEventListener("message", (event) => event.waitUntil(told(event.data).catch(() => {})));
